import { QueryTypes } from 'sequelize';
import { database } from '../../database/connect.ts';
import { GroupPermission } from '../../models/group-permission.ts';
import { ALL_PERMISSIONS, isPermission, type Permission } from '../../policies/permissions.ts';

/** A person as far as their flag says what they may do. */
interface Flagged {
  readonly id: number;
  readonly isSuperuser: boolean;
}

const HELD =
  'SELECT DISTINCT m.user_id AS userId, p.permission FROM user_groups m JOIN group_permissions p ON p.group_id = m.group_id WHERE m.user_id IN (:ids)';

/** What these people may do, or could were they active, as flag and groups stand at this moment. */
export async function rightsOf(people: readonly Flagged[]): Promise<Map<number, ReadonlySet<Permission>>> {
  const held = new Map(people.map(({ id }) => [id, new Set<Permission>()]));
  const ids = people.filter(({ isSuperuser }) => !isSuperuser).map(({ id }) => id);
  const rows =
    ids.length === 0
      ? []
      : await database().query<{ userId: number; permission: string }>(HELD, {
          replacements: { ids },
          type: QueryTypes.SELECT,
        });
  for (const { userId, permission } of rows) if (isPermission(permission)) held.get(userId)?.add(permission);
  return new Map(
    people.map(({ id, isSuperuser }) => [id, isSuperuser ? ALL_PERMISSIONS : (held.get(id) ?? new Set())]),
  );
}

/** What each group lets its people do, by its id. */
export async function rightsOfGroups(): Promise<Map<number, ReadonlySet<Permission>>> {
  const held = new Map<number, Set<Permission>>();
  for (const { groupId, permission } of await GroupPermission.findAll({ raw: true })) {
    if (!isPermission(permission)) continue;
    const rights = held.get(groupId);
    if (rights === undefined) held.set(groupId, new Set([permission]));
    else rights.add(permission);
  }
  return held;
}
