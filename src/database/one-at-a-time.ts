import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ConflictError } from '../errors.ts';
import { databaseSettings, isSqlite } from './connect.ts';
import { hindranceIn } from './driver-errors.ts';
import { openFileAt, openOwnConnection, type OwnConnection } from './own-connection.ts';

/** Work that is done by one process at a time, and what whoever comes second is told. */
const WORK = {
  restore: 'Another restore into this installation is under way: look at what becomes of it.',
  'rotate-key': 'Another rotate-key is under way: run it again when that one has ended.',
  'seed-demo': 'Another seed --demo is under way: run it again when that one has ended.',
} as const;
type Work = keyof typeof WORK;

/** The name of a lock of the server, as SQL: it gives the lock back when the connection is gone. */
export function lockOf(work: Work): string {
  return `CONCAT(DATABASE(), '.${work}')`;
}

async function onServer(work: Work): Promise<OwnConnection | undefined> {
  const connection = await openOwnConnection();
  const [row] = await connection.rows(`SELECT GET_LOCK(${lockOf(work)}, 0) AS got`);
  if (Number(row?.[0]) === 1) return connection;
  await connection.close();
  return undefined;
}

/**
 * A file of its own is locked: the database's is written by several connections meanwhile. The system frees that of a
 * process that was killed.
 */
async function onFile(path: string): Promise<OwnConnection | undefined> {
  const connection = await openFileAt(path);
  try {
    await connection.run('PRAGMA busy_timeout = 0');
    await connection.run('BEGIN EXCLUSIVE');
    // Whoever was done took away the file that was waited for here.
    if (existsSync(path)) return connection;
  } catch (error) {
    if (hindranceIn(error) !== 'busy') throw error;
  }
  await connection.close();
  return undefined;
}

/**
 * Does `task` while no other process does such work on the same database: of several that begin at once, one goes on. On a
 * cluster a node knows of its own alone.
 *
 * @throws ConflictError where another does.
 */
export async function oneAtATime<T>(work: Work, task: () => Promise<T>): Promise<T> {
  const path = isSqlite() ? join(databaseSettings().dataDir, `${work}.lock`) : undefined;
  const held = await (path === undefined ? onServer(work) : onFile(path));
  if (held === undefined) throw new ConflictError(WORK[work]);
  try {
    return await task();
  } finally {
    if (path !== undefined) rmSync(path, { force: true });
    await held.close();
  }
}
