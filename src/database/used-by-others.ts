import { database, isSharedConnection, isSqlite } from './connect.ts';
import { closeKept } from './embedded-database.ts';
import { hindranceIn } from './driver-errors.ts';
import { openOwnConnection } from './own-connection.ts';

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
      'SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()',
    );
    return others.some(([id]) => !isSharedConnection(Number(id)));
  } finally {
    await connection.close();
  }
}

/**
 * Whether another process has the database open. A server tells its users of themselves alone: those who come with
 * another name, or to another node of a cluster, are not seen.
 */
export function isUsedByOthers(): Promise<boolean> {
  return isSqlite() ? isFileUsed() : isServerUsed();
}
