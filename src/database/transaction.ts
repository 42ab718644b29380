import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Transaction } from 'sequelize';
import { log } from '../log.ts';
import { database, isSqlite } from './connect.ts';
import { transactionContext } from './context.ts';
import { isDeadlock, translateDatabaseError } from './errors.ts';

/** How often a transaction that lost a deadlock is run in all; the victim did nothing wrong. */
const ATTEMPTS = 4;

interface Unit {
  readonly announcements: (() => unknown)[];
}

const units = new AsyncLocalStorage<Unit>();

// One writer at a time: with more, SQLite's busy waits fill libuv's four threads and nobody gets on.
let queue: Promise<unknown> = Promise.resolve();

function begin<T>(work: () => Promise<T>): Promise<T> {
  const sequelize = database();
  if (!isSqlite(sequelize)) return sequelize.transaction(work);
  const turn = queue.then(() => sequelize.transaction({ type: Transaction.TYPES.IMMEDIATE }, work));
  queue = turn.catch(() => undefined);
  return turn;
}

async function runUnit<T>(work: () => Promise<T>): Promise<T> {
  const unit: Unit = { announcements: [] };
  const result = await units.run(unit, () => begin(work));
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
 * Runs `work` in one transaction; a call inside another joins it. A deadlock is tried again, so `work` must change
 * nothing but the database. Refusals of the database arrive as AppErrors.
 *
 * @throws AppError what `work` throws, or what the database refused.
 */
export async function inTransaction<T>(work: () => Promise<T>): Promise<T> {
  if (units.getStore() !== undefined) return work();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runUnit(work);
    } catch (error) {
      if (!isDeadlock(error) || attempt === ATTEMPTS) throw translateDatabaseError(error);
      await delay(20 * attempt * (1 + Math.random()));
    }
  }
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
