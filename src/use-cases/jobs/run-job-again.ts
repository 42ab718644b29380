import { Op } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import { runAgain } from '../../jobs/run-again.ts';
import { record } from '../../journal/record.ts';
import { Job } from '../../models/job.ts';
import type { Actor } from '../../policies/actor.ts';
import { jobPolicy } from '../../policies/job.ts';
import { authorize, found } from '../../policies/policy.ts';

/**
 * Lets a job that waits or is dead run at once, as if it had never failed.
 *
 * @throws NotFoundError, ForbiddenError, or ConflictError when it runs already or is done.
 */
export async function runJobAgain(actor: Actor, id: number): Promise<void> {
  authorize(jobPolicy, actor, 'runAgain');
  await inTransaction(async () => {
    const job = found(await Job.findOne({ where: { [Op.and]: [{ id }, jobPolicy.visibleTo(actor)] } }));
    if (await runAgain(id)) {
      await record({ name: 'job.restarted', by: actor, subjectId: id, details: { kind: job.kind } });
      return;
    }
    const { state } = found(await Job.findOne({ where: { [Op.and]: [{ id }, jobPolicy.visibleTo(actor)] } }));
    throw new ConflictError(state === 'done' ? 'This job is done already.' : 'This job is running already.');
  });
}
