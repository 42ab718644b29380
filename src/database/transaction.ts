import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Transaction, type LOCK } from 'sequelize';
import { log } from '../log.ts';
import { UnavailableError } from '../errors.ts';
import { isClustered, leaveNode } from './cluster.ts';
import { database, isSqlite, keepOpenFor } from './connect.ts';
import { transactionContext } from './context.ts';
import { hindranceIn, isDeadlock } from './driver-errors.ts';
import { EmbeddedDatabase } from './embedded-database.ts';
import { translateDatabaseError } from './errors.ts';
import { LOCK_SECONDS } from './server-options.ts';

/** How often a transaction that lost a deadlock is run in all; the victim did nothing wrong. */
const ATTEMPTS = 4;
/** The same on a cluster, where nobody waits for another's lock: the later one is given up each time. */
const CLUSTER_ATTEMPTS = 12;
/** Until so many milliseconds after its begin it is begun anew at another node: of one that answers nothing it hears after five seconds. */
const REPEAT_MS = 8000;

interface Unit {
  readonly announcements: (() => unknown)[];
}

const units = new AsyncLocalStorage<Unit>();
let committed = 0;

/** How many transactions this process has committed: what was read at another count may have changed since. */
export function commits(): number {
  return committed;
}

// One writer at a time: with more, SQLite's busy waits fill libuv's four threads and nobody gets on.
let queue: Promise<unknown> = Promise.resolve();

/** Node 20 has no Promise.withResolvers. */
function withReject(): { promise: Promise<never>; reject: (reason: Error) => void } {
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  return { promise, reject };
}

/** Runs `start` after those who came before, unless they take too long. */
function inTurn<T>(start: () => Promise<T>): Promise<T> {
  const { promise: late, reject: giveUp } = withReject();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    giveUp(new UnavailableError());
  }, LOCK_SECONDS * 1000);
  const turn = queue.then(() => {
    clearTimeout(timer);
    return isLate ? late : start();
  });
  queue = turn.catch(() => undefined);
  return Promise.race([turn, late]);
}

/** What is left of the seconds that whoever began at `startedAt` has patience for, one at least. */
function patienceLeft(startedAt: number): number {
  return Math.max(Math.ceil(LOCK_SECONDS - (performance.now() - startedAt) / 1000), 1);
}

/** Runs `work` on a connection that waits for locks no longer than is left of the time that it was itself waited for. */
async function withinPatience<T>(startedAt: number, work: () => Promise<T>): Promise<T> {
  const left = patienceLeft(startedAt);
  if (left === LOCK_SECONDS) return work();
  const wait = (seconds: number) => database().query(`SET SESSION innodb_lock_wait_timeout = ${seconds}`);
  await wait(left);
  try {
    return await work();
  } finally {
    await wait(LOCK_SECONDS);
  }
}

function begin<T>(work: () => Promise<T>): Promise<T> {
  const sequelize = database();
  const startedAt = performance.now();
  if (!isSqlite(sequelize)) return sequelize.transaction(() => withinPatience(startedAt, work));
  return inTurn(() => {
    // Each transaction opens a connection of its own, and one at a time does.
    EmbeddedDatabase.patience = patienceLeft(startedAt) * 1000;
    return sequelize.transaction({ type: Transaction.TYPES.IMMEDIATE }, work);
  });
}

async function runUnit<T>(work: () => Promise<T>): Promise<T> {
  const unit: Unit = { announcements: [] };
  const result = await units.run(unit, () => keepOpenFor(begin(work)));
  committed += 1;
  for (const announce of unit.announcements) {
    try {
      await units.exit(() => transactionContext.leave(announce));
    } catch (error) {
      log.error({ err: error }, 'an announcement after a commit failed');
    }
  }
  return result;
}

/**
 * Whether nothing of it was written, and it may be written at another time: a deadlock, and a node of a cluster that went
 * away or takes no work before it was told to commit. After that nobody knows what became of it.
 */
function mayRepeat(error: unknown, wasCommitting: boolean, startedAt: number): boolean {
  if (isDeadlock(error)) return true;
  const isLate = performance.now() - startedAt > REPEAT_MS;
  return isClustered() && !wasCommitting && !isLate && hindranceIn(error) === 'gone';
}

/**
 * Runs `work` in one transaction; a call inside another joins it. A deadlock is tried again, so `work` must change
 * nothing but the database. Refusals of the database arrive as AppErrors.
 *
 * @throws AppError what `work` throws, or what the database refused.
 */
export async function inTransaction<T>(work: () => Promise<T>): Promise<T> {
  if (units.getStore() !== undefined) return work();
  const startedAt = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    let wasCommitting = false;
    try {
      return await runUnit(async () => {
        const result = await work();
        wasCommitting = true;
        return result;
      });
    } catch (error) {
      const isLast = attempt >= (isClustered() ? CLUSTER_ATTEMPTS : ATTEMPTS);
      if (isLast || !mayRepeat(error, wasCommitting, startedAt)) throw translateDatabaseError(error);
      if (!isDeadlock(error)) await leaveNode(database());
      await delay(20 * attempt * (1 + Math.random()));
    }
  }
}

/** Whether what is written now belongs to a transaction. */
export function insideTransaction(): boolean {
  return units.getStore() !== undefined;
}

/**
 * Runs `announce` once the surrounding transaction is committed, never after a rollback.
 * Its failure is logged and does not undo what was committed.
 */
export function afterCommit(announce: () => unknown): void {
  const unit = units.getStore();
  if (unit === undefined) throw new Error('afterCommit belongs inside inTransaction');
  unit.announcements.push(announce);
}

/** Makes a query lock the rows that it reads until the transaction ends; SQLite has one writer at a time and no row locks. */
export function forUpdate(): { readonly lock?: LOCK } {
  return isSqlite() ? {} : { lock: Transaction.LOCK.UPDATE };
}
