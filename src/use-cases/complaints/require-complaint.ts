import { Op } from 'sequelize';
import { Complaint } from '../../models/complaint.ts';
import type { Person } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { found } from '../../policies/policy.ts';

/** @throws NotFoundError unless there is such a complaint for this person. */
export async function requireComplaint(person: Person, id: number): Promise<void> {
  const where = { [Op.and]: [{ id }, complaintPolicy.visibleTo(person)] };
  found(await Complaint.findOne({ attributes: ['id'], where }));
}
