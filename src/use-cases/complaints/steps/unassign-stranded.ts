import { inTransaction } from '../../../database/transaction.ts';
import { Complaint } from '../../../models/complaint.ts';
import { Status } from '../../../models/status.ts';
import { withAllRights, type Actor } from '../../../policies/actor.ts';
import { UNSOLVED } from '../../../policies/complaint-steps.ts';
import { assignableAmong } from './assignable.ts';
import { takeStep } from './step.ts';
import { unassigning } from './unassign-complaint.ts';

/**
 * Opens for others the unsolved complaints of those of these people who cannot be assigned any more, in one transaction
 * with what took that from them. History says that the actor did it, who need not be allowed to assign: it follows from
 * what they were allowed to do. Returns how many complaints there were.
 */
export async function unassignStranded(actor: Actor, userIds: readonly number[]): Promise<number> {
  if (userIds.length === 0) return 0;
  return inTransaction(async () => {
    const assignable = await assignableAmong(userIds);
    const leaving = userIds.filter((id) => !assignable.has(id));
    if (leaving.length === 0) return 0;
    const statuses = await Status.findAll({ attributes: ['id'], where: { category: [...UNSOLVED] } });
    const work = await Complaint.findAll({
      attributes: ['id'],
      where: { assigneeId: leaving, statusId: statuses.map(({ id }) => id) },
      order: [['id', 'ASC']],
    });
    for (const { id } of work) {
      await takeStep(withAllRights(actor), 'unassign', { id }, (situation) =>
        unassigning(situation, { because: 'left' }),
      );
    }
    return work.length;
  });
}
