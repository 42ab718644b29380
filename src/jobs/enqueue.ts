import { UniqueConstraintError } from 'sequelize';
import { insertRow } from '../database/insert-row.ts';
import { presentMoment } from '../database/present-moment.ts';
import { afterCommit } from '../database/transaction.ts';
import { tellOfDueJob } from './wake.ts';

/** When a job is to run, and what makes it the same as another. */
export interface EnqueueOptions {
  /** A second job with this key is not added, as long as the first is kept: a week after it was done. At most 191 characters. */
  readonly dedupeKey?: string;
  /** Not before this moment; default: at once. */
  readonly runAt?: Date;
}

/** What the table's columns hold, in characters. */
const LONGEST = { kind: 60, payload: 16_000, dedupeKey: 191 };

function rowOf(kind: string, payload: object, dedupeKey: string | undefined, runAt: Date) {
  const text = JSON.stringify(payload);
  const fits = kind.length <= LONGEST.kind && text.length <= LONGEST.payload;
  if (!fits || (dedupeKey?.length ?? 1) > LONGEST.dedupeKey || dedupeKey === '')
    throw new RangeError(`A job of the kind ${kind} does not fit its table.`);
  const now = presentMoment();
  const moments = { run_at: runAt, created_at: now, updated_at: now };
  return { kind, payload: text, dedupe_key: dedupeKey ?? null, state: 'waiting', attempts: 0, ...moments };
}

/**
 * Adds a job in the surrounding transaction: it runs if that is committed, and only then. Returns false when there was
 * one with the same key.
 *
 * @param payload must be JSON, and no secret: it is shown in the panel.
 * @throws Error outside of a transaction; RangeError when it is too large.
 */
export async function enqueue(
  kind: string,
  payload: object,
  { dedupeKey, runAt = presentMoment() }: EnqueueOptions = {},
): Promise<boolean> {
  // First, since it also refuses to be called where nothing is committed.
  afterCommit(() => runAt <= presentMoment() && tellOfDueJob());
  try {
    await insertRow('jobs', rowOf(kind, payload, dedupeKey, runAt));
    return true;
  } catch (error) {
    // The key alone is unique, and the statement alone failed: the transaction goes on.
    if (error instanceof UniqueConstraintError) return false;
    throw error;
  }
}
