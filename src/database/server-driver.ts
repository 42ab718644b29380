import { createRequire } from 'node:module';
import type mysql from 'mysql2';

/** What talks to a server, read by those who have one alone: it is sixty files. */
export function serverDriver(): typeof mysql {
  return createRequire(import.meta.url)('mysql2') as typeof mysql;
}
