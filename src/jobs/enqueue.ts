import { UniqueConstraintError } from 'sequelize';
import { presentMoment } from '../database/present-moment.ts';
import { afterCommit } from '../database/transaction.ts';
import { Job } from '../models/job.ts';
import { tellOfDueJob } from './wake.ts';

/** When a job is to run, and what makes it the same as another. */
export interface EnqueueOptions {
  /** A second job with this key is not added, as long as the first is kept: a week after it was done. At most 191 characters. */
  readonly dedupeKey?: string;
  /** Not before this moment; default: at once. */
  readonly runAt?: Date;
}

/**
 * Adds a job in the surrounding transaction: it runs if that is committed, and only then. Returns false when there was
 * one with the same key.
 *
 * @param payload must be JSON, and no secret: it is shown in the panel.
 * @throws Error outside of a transaction.
 */
export async function enqueue(
  kind: string,
  payload: object,
  { dedupeKey, runAt = presentMoment() }: EnqueueOptions = {},
): Promise<boolean> {
  // First, since it also refuses to be called where nothing is committed.
  afterCommit(() => runAt <= presentMoment() && tellOfDueJob());
  try {
    await Job.create({ kind, payload: JSON.stringify(payload), runAt, dedupeKey: dedupeKey ?? null });
    return true;
  } catch (error) {
    // The key alone is unique, and the statement alone failed: the transaction goes on.
    if (error instanceof UniqueConstraintError) return false;
    throw error;
  }
}
