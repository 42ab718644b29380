import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer as createHttp, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

const TLS = join(import.meta.dirname, 'tls');

/** The certificate of encrypted receivers, which only tests believe. */
export const RECEIVER_CA = readFileSync(join(TLS, 'server-cert.pem'), 'utf8');

/** Something that was told. */
export interface ToldMessage {
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a receiver says to a message, by how many came before it; undefined: 204. */
export type Manner = (before: number) => ReceiverAnswer | 'hang' | 'drop' | undefined;

/** An answer. */
export interface ReceiverAnswer {
  readonly status: number;
  readonly text?: string;
  readonly headers?: Record<string, string>;
}

/** A real server on loopback that takes what webhooks tell. */
export interface WebhookReceiver {
  readonly url: string;
  readonly received: ToldMessage[];
  close(): Promise<void>;
}

/** Starts one, encrypted where that is asked for. */
export async function startReceiver(
  manner: Manner = () => undefined,
  { tls = false }: { readonly tls?: boolean } = {},
): Promise<WebhookReceiver> {
  const received: ToldMessage[] = [];
  const take: RequestListener = (request, response) => {
    const answer = async () => {
      const body = (await buffer(request)).toString();
      const { url: path = '', method = '', headers } = request;
      const said = manner(received.length);
      received.push({ path, method, headers, body });
      if (said === 'hang') return;
      if (said === 'drop') {
        request.socket.destroy();
        return;
      }
      const { status = 204, text = '', headers: more = {} } = said ?? {};
      response.writeHead(status, more).end(text);
    };
    void answer();
  };
  const key = readFileSync(join(TLS, 'server-key.pem'));
  const server = tls ? createHttps({ key, cert: RECEIVER_CA }, take) : createHttp(take);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://localhost:${port}/hook`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
