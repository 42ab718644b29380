import { Group } from '../../models/group.ts';
import { GroupPermission } from '../../models/group-permission.ts';
import { groupPolicy } from '../../policies/group.ts';
import { PERMISSION_NAMES, PERMISSIONS } from '../../policies/permissions.ts';
import { searchIn, textFilter } from '../records/listing/filters.ts';
import type { Listing } from '../records/listing/listing.ts';
import { countMembers } from './permission-matrix.ts';

/** What the members of each group may do, one right a line, in the order of all rights. */
async function allowedBy(groupIds: readonly number[]): Promise<Map<number, string>> {
  const granted = await GroupPermission.findAll({ where: { groupId: [...groupIds] }, raw: true });
  const linesOf = (id: number) => {
    const own = new Set(granted.filter(({ groupId }) => groupId === id).map(({ permission }) => permission));
    return PERMISSION_NAMES.filter((name) => own.has(name)).map((name) => PERMISSIONS[name]);
  };
  return new Map(groupIds.map((id) => [id, linesOf(id).join('\n')]));
}

/** Groups with the number of their members and what these may do, as a list. */
export const groupList: Listing = {
  model: Group,
  policy: groupPolicy,
  columns: ['id', 'name', 'description', 'requiresSecondFactor', 'version', 'createdAt', 'updatedAt'],
  filters: { name: textFilter(Group, 'name'), description: textFilter(Group, 'description') },
  sortable: ['id', 'name', 'createdAt', 'updatedAt'],
  order: ['name', 'asc'],
  search: searchIn(Group, ['name', 'description']),
  async fill(rows) {
    const ids = rows.map((row) => Number(row.id));
    const members = await countMembers(ids);
    const allowed = await allowedBy(ids);
    return new Map(
      ids.map((id) => [id, { memberCount: members.get(id) ?? 0, allows: allowed.get(id) ?? '' }]),
    );
  },
};
