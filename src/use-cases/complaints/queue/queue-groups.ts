import { literal, type WhereOptions } from 'sequelize';
import { ComplaintType } from '../../../models/complaint-type.ts';
import { Department } from '../../../models/department.ts';
import { Status } from '../../../models/status.ts';
import { User } from '../../../models/user.ts';
import { departmentCondition } from './department-condition.ts';

/** What is sorted by the names that are shown, not by a column of the complaint. */
export const SHOWN_SORTS = ['type', 'status', 'department', 'reporter', 'assignee'] as const;
export type ShownSort = (typeof SHOWN_SORTS)[number];

const NAMED = { attributes: ['id'], order: ['nameSorted', 'id'], raw: true };

async function types(): Promise<WhereOptions[]> {
  return (await ComplaintType.findAll(NAMED)).map(({ id }) => ({ typeId: id }));
}

async function statuses(): Promise<WhereOptions[]> {
  const rows = await Status.findAll({ ...NAMED, order: ['position', 'id'] });
  return rows.map(({ id }) => ({ statusId: id }));
}

async function departments(): Promise<WhereOptions[]> {
  const ids = (await Department.findAll(NAMED)).map(({ id }) => id);
  return Promise.all([...ids, null].map((id) => departmentCondition([id])));
}

/** Those whom at least one complaint names in this column. */
async function people(attribute: 'reporterId' | 'assigneeId', column: string): Promise<WhereOptions[]> {
  const named = literal(`EXISTS (SELECT 1 FROM complaints WHERE complaints.${column} = \`User\`.\`id\`)`);
  return (await User.findAll({ ...NAMED, where: named })).map(({ id }) => ({ [attribute]: id }));
}

/** The complaints of each name, in the order of the names; those without one come last. */
export async function groupsInOrder(sort: ShownSort): Promise<WhereOptions[]> {
  switch (sort) {
    case 'type':
      return types();
    case 'status':
      return statuses();
    case 'department':
      return departments();
    case 'reporter':
      return people('reporterId', 'reporter_id');
    default:
      return [...(await people('assigneeId', 'assignee_id')), { assigneeId: null }];
  }
}
