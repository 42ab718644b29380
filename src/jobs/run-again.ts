import { presentMoment } from '../database/present-moment.ts';
import { afterCommit } from '../database/transaction.ts';
import { Job } from '../models/job.ts';
import { tellOfDueJob } from './wake.ts';

/**
 * Lets a job that waits or is dead run at once, as if it had never failed; part of the surrounding transaction.
 * Returns false when it runs already, is done or gone.
 */
export async function runAgain(id: number): Promise<boolean> {
  const [changed] = await Job.update(
    { state: 'waiting', runAt: presentMoment(), attempts: 0, failingSince: null, endedAt: null },
    { where: { id, state: ['waiting', 'dead'] } },
  );
  afterCommit(tellOfDueJob);
  return changed === 1;
}
