import { AssignmentRule } from '../../models/assignment-rule.ts';
import { Group } from '../../models/group.ts';
import { NAME_COLUMNS, User } from '../../models/user.ts';
import { assignmentRulePolicy } from '../../policies/assignment-rule.ts';
import { flagFilter, searchIn, textFilter } from '../records/listing/filters.ts';
import type { Listing, Values } from '../records/listing/listing.ts';
import { assignableAmong } from '../complaints/steps/assignable.ts';
import { awayOf } from '../people/away-of.ts';
import { takersOf } from './takers.ts';

async function trouble({ personId, groupId }: Values): Promise<string> {
  if (personId === null && groupId === null) return 'Whoever it named is gone';
  if (typeof personId === 'number') {
    const person = await User.findByPk(personId, { attributes: NAME_COLUMNS });
    const isAssignable = (await assignableAmong([personId])).has(personId);
    if (!isAssignable) return `${person?.displayName ?? 'This person'} cannot be assigned`;
    return (await awayOf([personId])).get(personId) ?? '';
  }
  if ((await takersOf({ personId: null, groupId: Number(groupId) })).length > 0) return '';
  const group = await Group.findByPk(Number(groupId), { attributes: ['id', 'name'] });
  return `Nobody of ${group?.name ?? 'this group'} can be assigned now`;
}

/** Why a rule is passed over; empty where it is not. */
async function fill(rows: readonly Values[]): Promise<Map<number, Values>> {
  const filled = new Map<number, Values>();
  for (const row of rows) filled.set(Number(row.id), { trouble: await trouble(row) });
  return filled;
}

/** Assignment rules as a list, in the order in which they are asked. */
export const assignmentRuleList: Listing = {
  model: AssignmentRule,
  policy: assignmentRulePolicy,
  columns: [
    'id',
    'position',
    'name',
    'isActive',
    'typeId',
    'departmentId',
    'words',
    'personId',
    'groupId',
    'version',
    'createdAt',
    'updatedAt',
  ],
  filters: { name: textFilter(AssignmentRule, 'name'), isActive: flagFilter('isActive') },
  sortable: ['id', 'position', 'name', 'isActive', 'createdAt', 'updatedAt'],
  order: ['position', 'asc'],
  search: searchIn(AssignmentRule, ['name', 'words']),
  fill,
};
