import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { findMariadb, startMariadb, type PrivateServer } from './mariadb.ts';

/** The folder of the Django project that has the old portal's tables. */
export const DJANGO = join(import.meta.dirname, 'django');
/** What it built, as a dump. */
export const DUMP = readFileSync(join(DJANGO, 'old-portal.sql'), 'utf8');

/** Whether there is a server on which an old portal can lie. */
export const hasServer = (process.env.TEST_DATABASE_URL ?? '') !== '' || findMariadb() !== undefined;

/** The old portal's database, as a test has it. */
export interface OldPortal {
  readonly url: string;
  /** What an administrator, or time, does to it. */
  run(sql: string): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

let own: PrivateServer | undefined;

async function serverUrl(): Promise<string> {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined && given !== '') return given;
  const programs = findMariadb();
  if (programs === undefined) throw new Error('this needs a server program');
  own ??= await startMariadb(programs);
  return own.url;
}

async function connect(url: string): Promise<Connection> {
  return createConnection({ uri: url, multipleStatements: true, charset: 'utf8mb4' });
}

let serial = 0;

/** Makes a database beside the portal's own and fills it. */
export async function openOldPortal(content: string = DUMP): Promise<OldPortal> {
  const server = await serverUrl();
  serial += 1;
  const name = `old_portal_${process.pid}_${serial}`;
  const first = await connect(server);
  await first.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  await first.end();
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const connection = await connect(url);
  await connection.query(content);
  // What a dump sets for its own sake.
  await connection.query("SET SESSION sql_mode = '', foreign_key_checks = 1");
  return {
    url,
    run: async (sql) => {
      const [rows] = await connection.query(sql);
      return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
    },
    close: async () => {
      await connection.query(`DROP DATABASE ${name}`);
      await connection.end();
    },
  };
}

/** Stops the server that was started for it; to be called when all tests of a file are done. */
export async function stopOldPortals(): Promise<void> {
  await own?.stop();
  own = undefined;
}
