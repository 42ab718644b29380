import { inTransaction } from '../../database/transaction.ts';
import { Complaint } from '../../models/complaint.ts';
import { Status } from '../../models/status.ts';
import { operator } from '../../policies/actor.ts';
import { UNSOLVED } from '../../policies/complaint.ts';
import { unassignComplaint } from './unassign-complaint.ts';

/**
 * Opens all unsolved complaints of somebody who leaves for others, in one transaction with what surrounds it. The
 * caller has decided that they leave, so the system does it. Returns how many there were.
 */
export async function unassignOpenWork(userId: number): Promise<number> {
  return inTransaction(async () => {
    const statuses = await Status.findAll({ attributes: ['id'], where: { category: [...UNSOLVED] } });
    const work = await Complaint.findAll({
      attributes: ['id'],
      where: { assigneeId: userId, statusId: statuses.map(({ id }) => id) },
      order: [['id', 'ASC']],
    });
    for (const { id } of work) await unassignComplaint(operator, { id });
    return work.length;
  });
}
