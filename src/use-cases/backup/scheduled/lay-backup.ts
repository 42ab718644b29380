import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/enqueue.ts';

/** The kind of job that makes a backup. */
export const BACKING_UP = 'backups.make';

/** Lays the job that makes the backup of this day (UTC), of which there is one. Returns how many it laid. */
export async function layBackup(): Promise<number> {
  const day = presentMoment().toISOString().slice(0, 10);
  return inTransaction(async () =>
    (await enqueue(BACKING_UP, {}, { dedupeKey: `${BACKING_UP}@${day}` })) ? 1 : 0,
  );
}
