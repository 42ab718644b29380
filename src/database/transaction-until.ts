import { setTimeout as delay } from 'node:timers/promises';
import { UnavailableError } from '../errors.ts';
import { presentMoment } from './present-moment.ts';
import { inTransaction } from './transaction.ts';

/** How long to wait until it is tried once more, in milliseconds. */
const PAUSE_MS = 1000;

/**
 * Does `work` in a transaction, and tries it again each second while the database is away: for what was done outside of it
 * and is done once more if it cannot be written down.
 *
 * @throws UnavailableError after this moment; else what `work` throws.
 */
export async function transactionUntil(moment: Date, work: () => Promise<void>): Promise<void> {
  const until = performance.now() + (moment.getTime() - presentMoment().getTime());
  for (;;) {
    try {
      return await inTransaction(work);
    } catch (error) {
      if (!(error instanceof UnavailableError) || performance.now() > until) throw error;
      await delay(PAUSE_MS);
    }
  }
}
