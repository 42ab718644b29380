import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { QueryTypes } from 'sequelize';
import { UnavailableError } from '../errors.ts';
import { log } from '../log.ts';
import { database, isSqlite } from './connect.ts';
import { transactionContext } from './context.ts';
import { driverCode, hindranceIn, isDeadlock } from './driver-errors.ts';
import { LOCK_SECONDS } from './server-options.ts';
import { inTransaction } from './transaction.ts';

/** How long a second process waits while another is at work, in seconds. */
const PATIENCE_SECONDS = 60;
/** The same on SQLite, where the work is short and its begin waits some seconds each time. */
const FILE_PATIENCE_SECONDS = 10;
/** How long the lock of a process that was killed is respected, in seconds. */
const LEASE_SECONDS = 15;
const RENEW_MS = 3000;
const ASK_AGAIN_MS = 200;

const BUSY = 'Another process is migrating this database, backing it up or restoring it.';
const holders = new AsyncLocalStorage<string>();

/** Runs a statement by itself, whatever transaction is open; returns how many rows it changed. */
function change(sql: string, replacements: Record<string, unknown> = {}): Promise<number> {
  return transactionContext.leave(async () => {
    const [, rows] = await database().query(sql, { replacements, type: QueryTypes.UPDATE });
    return rows;
  });
}

async function makeLock(): Promise<void> {
  await change(
    'CREATE TABLE IF NOT EXISTS schema_lock (id INTEGER PRIMARY KEY, holder CHAR(36) NOT NULL, expires_at DATETIME(3) NOT NULL) ENGINE = InnoDB',
  );
  await change("INSERT IGNORE INTO schema_lock VALUES (1, '', '2000-01-01')");
}

/** Takes the lock where it is free or its holder let it expire, or prolongs it; by the server's clock alone. */
async function take(holder: string, condition: string): Promise<boolean> {
  // Later than before even within one millisecond: the server counts no row that stays as it is.
  const until = `GREATEST(UTC_TIMESTAMP(3) + INTERVAL ${LEASE_SECONDS} SECOND, expires_at + INTERVAL 1000 MICROSECOND)`;
  const sql = `UPDATE schema_lock SET holder = :holder, expires_at = ${until} WHERE id = 1 AND ${condition}`;
  try {
    return (await change(sql, { holder })) === 1;
  } catch (error) {
    // On a cluster the loser learns of it when it commits.
    if (isDeadlock(error)) return false;
    throw error;
  }
}

async function tryToTake(holder: string): Promise<boolean> {
  const free = 'expires_at < UTC_TIMESTAMP(3)';
  try {
    if (await take(holder, free)) return true;
    await change("INSERT IGNORE INTO schema_lock VALUES (1, '', '2000-01-01')");
  } catch (error) {
    if (driverCode(error) !== 'ER_NO_SUCH_TABLE') throw error;
    await makeLock();
  }
  return take(holder, free);
}

async function acquire(): Promise<string> {
  const holder = randomUUID();
  const deadline = Date.now() + PATIENCE_SECONDS * 1000;
  while (!(await tryToTake(holder))) {
    if (Date.now() > deadline) throw new UnavailableError(BUSY);
    await delay(ASK_AGAIN_MS * (0.5 + Math.random()));
  }
  return holder;
}

/**
 * Prolongs the lock that the surrounding `exclusively` holds; elsewhere, and on SQLite, it does nothing.
 *
 * @throws UnavailableError when this process stood still for so long that another took over.
 */
export async function stillAlone(): Promise<void> {
  const holder = holders.getStore();
  if (holder === undefined) return;
  if (!(await take(holder, 'holder = :holder'))) {
    throw new UnavailableError('Another process took over the work on this database.');
  }
}

async function underLease<T>(work: () => Promise<T>): Promise<T> {
  if (holders.getStore() !== undefined) return work();
  const holder = await acquire();
  const renewing = setInterval(() => {
    take(holder, 'holder = :holder').catch((error: unknown) =>
      log.warn({ err: error }, 'the lock on the schema could not be prolonged'),
    );
  }, RENEW_MS).unref();
  try {
    return await holders.run(holder, work);
  } finally {
    clearInterval(renewing);
    // Where that fails the lock expires by itself, and what `work` did or threw counts.
    await change("UPDATE schema_lock SET expires_at = '2000-01-01' WHERE holder = :holder", {
      holder,
    }).catch((error: unknown) => log.warn({ err: error }, 'the lock on the schema could not be given back'));
  }
}

/**
 * A server finishes the statement of a process that was killed, and keeps the name locked until then; it is held beside
 * the lease, which alone counts between the nodes of a cluster.
 */
async function underServerLock<T>(work: () => Promise<T>): Promise<T> {
  const [row] = await database().query<{ got: number | null }>(
    "SELECT GET_LOCK(CONCAT(DATABASE(), '.migrations'), :seconds) AS got",
    { replacements: { seconds: PATIENCE_SECONDS }, type: QueryTypes.SELECT },
  );
  if (row?.got !== 1) throw new UnavailableError(BUSY);
  try {
    // A change of a table waits until nobody uses it, which may take longer than a row that a person waits for.
    await database().query(`SET SESSION lock_wait_timeout = ${PATIENCE_SECONDS}`);
    return await work();
  } finally {
    await giveBack();
  }
}

/** A connection that was lost gave back by itself, and what the work threw is what counts. */
async function giveBack(): Promise<void> {
  try {
    await database().query(`SET SESSION lock_wait_timeout = ${LOCK_SECONDS}`);
    await database().query("DO RELEASE_LOCK(CONCAT(DATABASE(), '.migrations'))");
  } catch (error) {
    log.warn({ err: error }, 'the lock of the server could not be given back');
  }
}

/** One transaction on SQLite; what another process has locked is asked for again, which each time takes seconds. */
async function underFileLock<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + FILE_PATIENCE_SECONDS * 1000;
  for (;;) {
    let begun = false;
    try {
      return await inTransaction(() => {
        begun = true;
        return work();
      });
    } catch (error) {
      const waits = error instanceof UnavailableError && (hindranceIn(error) ?? 'busy') === 'busy';
      if (begun || !waits || Date.now() > deadline) throw error;
    }
  }
}

/**
 * Runs `work` in a transaction while no other process does such work: migrations, seeds, repairs. On SQLite a failure
 * leaves nothing behind; MySQL commits at each schema statement.
 *
 * @throws UnavailableError when another process is at it for longer than a minute.
 */
export async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  if (isSqlite()) return underFileLock(work);
  return underLease(() => inTransaction(() => underServerLock(work)));
}

/**
 * Runs `work`, outside of any transaction, while no other process changes the schema. On SQLite it does nothing more:
 * whoever reads in one transaction there sees one schema.
 *
 * @throws UnavailableError when another process is at it for longer than a minute.
 */
export function withSchemaHeld<T>(work: () => Promise<T>): Promise<T> {
  return isSqlite() ? work() : underLease(work);
}
