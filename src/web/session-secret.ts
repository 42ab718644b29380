import type { Config } from '../config.ts';
import { keptSecret } from '../database/kept-secret.ts';

/** The key that signs session cookies: as configured, else drawn once and kept in the data folder. */
export async function sessionSecret(config: Pick<Config, 'sessionSecret' | 'dataDir'>): Promise<string> {
  return config.sessionSecret ?? keptSecret(config.dataDir, 'session-secret', 'The session secret');
}
