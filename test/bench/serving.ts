import { Server, type Watch } from './server.ts';
import type { Settings } from './settings.ts';

const running = new Set<Server>();

/** Starts the portal for `work` alone. */
export async function serving<T>(
  settings: Settings,
  watch: Watch,
  work: (server: Server) => Promise<T>,
  checkout?: string,
): Promise<T> {
  const server = await Server.start(settings, watch, checkout);
  running.add(server);
  try {
    return await work(server);
  } finally {
    await server.stop();
    running.delete(server);
  }
}

/** Stops whatever serves, where the measuring is broken off. */
export async function stopServing(): Promise<void> {
  await Promise.all([...running].map((server) => server.stop()));
}
