import { literal, Op } from 'sequelize';
import { ComplaintType } from '../../../models/complaint-type.ts';
import { Department } from '../../../models/department.ts';
import { Status, type StatusCategory } from '../../../models/status.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { authorize } from '../../../policies/policy.ts';
import { assignableUsers } from '../steps/assignable.ts';
import type { PersonName } from './queue-row.ts';

/** Something that the queue can be filtered by. */
interface Choice {
  readonly id: number;
  readonly name: string;
}

/** What can be chosen in the filters of the queue; what is out of use is among it, since old complaints have it. */
export interface QueueChoices {
  readonly statuses: readonly (Choice & { readonly category: StatusCategory })[];
  readonly types: readonly Choice[];
  readonly departments: readonly Choice[];
  readonly assignees: readonly PersonName[];
}

/** No step leads to a status without a code: it is one to filter by once a complaint came with it from elsewhere. */
const HELD = literal('EXISTS (SELECT 1 FROM complaints WHERE complaints.status_id = `Status`.`id`)');

/**
 * The choices of the queue's filters.
 *
 * @throws ForbiddenError for those who see their own complaints alone.
 */
export async function queueChoices(actor: Actor): Promise<QueueChoices> {
  authorize(complaintPolicy, actor, 'queue');
  const statuses = await Status.findAll({
    attributes: ['id', 'name', 'category'],
    where: { [Op.or]: [{ code: { [Op.ne]: null } }, HELD] },
    order: [
      ['position', 'ASC'],
      ['id', 'ASC'],
    ],
    raw: true,
  });
  const named = { attributes: ['id', 'name'], order: ['nameSorted', 'id'], raw: true };
  const types = await ComplaintType.findAll(named);
  const departments = await Department.findAll(named);
  const users = await assignableUsers();
  const assignees = users.map(({ id, displayName }) => ({ id, name: displayName }));
  return { statuses, types, departments, assignees };
}
