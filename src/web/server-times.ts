import type { Server } from 'node:http';

/** How long a server waits, in milliseconds. */
export interface ServerTimes {
  /** For the whole of a request: large files come over slow lines. */
  readonly request: number;
  /** While nothing moves on a connection, in either direction. */
  readonly standstill: number;
  /** For the next request of a connection; longer than proxies keep theirs, or they send into a closing one. */
  readonly keepAlive: number;
}

export const SERVER_TIMES: ServerTimes = { request: 3_600_000, standstill: 60_000, keepAlive: 75_000 };

/** Lets what is slow but moving go on for an hour, and ends what stands still. */
export function limitTimes(server: Server, times: ServerTimes = SERVER_TIMES): void {
  server.requestTimeout = times.request;
  server.headersTimeout = times.standstill;
  server.setTimeout(times.standstill);
  server.keepAliveTimeout = times.keepAlive;
}
