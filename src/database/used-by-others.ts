import { setTimeout as delay } from 'node:timers/promises';
import { database, isSharedConnection, isSqlite } from './connect.ts';
import { closeKept } from './embedded-database.ts';
import { hindranceIn } from './driver-errors.ts';
import { openOwnConnection } from './own-connection.ts';
import { lockOf } from './one-at-a-time.ts';

/** How long whoever is about to leave is waited for, in milliseconds. */
const LEAVING_MS = 5000;
const ASK_AGAIN_MS = 200;

/** Only whoever is alone with the file may change how it is written. */
async function isFileUsed(): Promise<boolean> {
  await closeKept();
  try {
    await database().query('PRAGMA journal_mode = DELETE');
    return false;
  } catch (error) {
    if (hindranceIn(error) === 'busy') return true;
    throw error;
  } finally {
    await database().query('PRAGMA journal_mode = WAL');
  }
}

async function isServerUsed(): Promise<boolean> {
  const connection = await openOwnConnection();
  try {
    const others = await connection.rows(
      `SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() AND id <> COALESCE(IS_USED_LOCK(${lockOf('restore')}), 0)`,
    );
    return others.some(([id]) => !isSharedConnection(Number(id)));
  } finally {
    await connection.close();
  }
}

/**
 * Whether another process has the database open, and keeps it open: one that is about to leave, as a command that was
 * refused, is waited for. A server tells its users of themselves alone: those who come with another name, or to another
 * node of a cluster, are not seen.
 */
export async function isUsedByOthers(): Promise<boolean> {
  const deadline = Date.now() + LEAVING_MS;
  for (;;) {
    if (!(await (isSqlite() ? isFileUsed() : isServerUsed()))) return false;
    if (Date.now() > deadline) return true;
    await delay(ASK_AGAIN_MS);
  }
}
