import { Op } from 'sequelize';
import { Complaint } from '../../../models/complaint.ts';
import type { Person } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { found } from '../../../policies/policy.ts';
import { detailParts, detailsOf, type ComplaintDetails } from './present-complaint.ts';

/**
 * A complaint that this person may see.
 *
 * @throws NotFoundError when there is none, or it is not theirs to know.
 */
export async function getComplaint(person: Person, id: number): Promise<ComplaintDetails> {
  const complaint = await Complaint.findOne({
    where: { [Op.and]: [{ id }, complaintPolicy.visibleTo(person)] },
    include: detailParts,
  });
  return detailsOf(found(complaint));
}
