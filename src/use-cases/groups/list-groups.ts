import { Group } from '../../models/group.ts';
import { groupPolicy } from '../../policies/group.ts';
import { searchIn, textFilter } from '../records/listing/filters.ts';
import type { Listing } from '../records/listing/listing.ts';
import { countMembers } from './permission-matrix.ts';

/** Groups with the number of their members, as a list. */
export const groupList: Listing = {
  model: Group,
  policy: groupPolicy,
  columns: ['id', 'name', 'description', 'version', 'createdAt', 'updatedAt'],
  filters: { name: textFilter(Group, 'name'), description: textFilter(Group, 'description') },
  sortable: ['id', 'name', 'createdAt', 'updatedAt'],
  order: ['name', 'asc'],
  search: searchIn(Group, ['name', 'description']),
  async fill(rows) {
    const ids = rows.map((row) => Number(row.id));
    const members = await countMembers(ids);
    return new Map(ids.map((id) => [id, { memberCount: members.get(id) ?? 0 }]));
  },
};
