import { inTransaction } from '../../src/database/transaction.ts';
import { GroupPermission } from '../../src/models/group-permission.ts';
import { Group } from '../../src/models/group.ts';
import type { Permission } from '../../src/policies/permissions.ts';
import { byHand } from '../support/journal-watch.ts';

/** A stored group whose members may do this. */
export async function buildGroup(name: string, permissions: readonly Permission[] = []): Promise<Group> {
  return byHand(() =>
    inTransaction(async () => {
      const group = await Group.create({ name });
      await GroupPermission.bulkCreate(permissions.map((permission) => ({ groupId: group.id, permission })));
      return group;
    }),
  );
}

/** The group of this name. */
export function groupNamed(name: string): Promise<Group> {
  return Group.findOne({ where: { name }, rejectOnEmpty: true });
}

/** What the members of this group may do, in the order of the alphabet. */
export async function permissionsOf(name: string): Promise<string[]> {
  const { id } = await groupNamed(name);
  const rows = await GroupPermission.findAll({ where: { groupId: id }, raw: true });
  return rows.map(({ permission }) => permission).toSorted((a, b) => a.localeCompare(b));
}
