import { col, fn } from 'sequelize';
import { isBuiltInGroup } from '../../models/group-names.ts';
import { GroupPermission } from '../../models/group-permission.ts';
import { Group } from '../../models/group.ts';
import { UserGroup } from '../../models/user-group.ts';
import { can, type Actor } from '../../policies/actor.ts';
import { groupPolicy } from '../../policies/group.ts';
import { isPermission, PERMISSION_NAMES, PERMISSIONS, type Permission } from '../../policies/permissions.ts';
import { authorize } from '../../policies/policy.ts';

/** A right with what it allows, in words that follow "may". */
export interface PermissionView {
  readonly name: Permission;
  readonly allows: string;
  /** Whether the actor has it, and so may grant it. */
  readonly isGrantable: boolean;
}

/** A group with what its members may do. */
export interface GroupRights {
  readonly id: number;
  readonly name: string;
  readonly version: number;
  readonly isBuiltIn: boolean;
  readonly memberCount: number;
  readonly permissions: readonly Permission[];
}

/** All groups and all rights. */
export interface PermissionMatrix {
  readonly permissions: readonly PermissionView[];
  /** In the order in which they were made, the three that every portal has first. */
  readonly groups: readonly GroupRights[];
}

/** How many members these groups have, by their ids; a group without any is missing. */
export async function countMembers(groupIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await UserGroup.findAll({
    attributes: ['groupId', [fn('COUNT', col('user_id')), 'members']],
    where: { groupId: [...groupIds] },
    group: ['groupId'],
  });
  return new Map(rows.map((row) => [row.groupId, Number(row.get('members'))]));
}

/**
 * What every group may do.
 *
 * @throws ForbiddenError.
 */
export async function permissionMatrix(actor: Actor): Promise<PermissionMatrix> {
  authorize(groupPolicy, actor, 'setPermissions');
  const groups = await Group.findAll({ order: [['id', 'ASC']] });
  const members = await countMembers(groups.map(({ id }) => id));
  const granted = await GroupPermission.findAll({ raw: true });
  const rights = groups.map(({ id, name, version }) => ({
    id,
    name,
    version,
    isBuiltIn: isBuiltInGroup(name),
    memberCount: members.get(id) ?? 0,
    permissions: granted
      .filter(({ groupId }) => groupId === id)
      .map(({ permission }) => permission)
      .filter(isPermission),
  }));
  return {
    permissions: PERMISSION_NAMES.map((name) => ({
      name,
      allows: PERMISSIONS[name],
      isGrantable: can(actor, name),
    })),
    groups: rights.toSorted((a, b) => Number(b.isBuiltIn) - Number(a.isBuiltIn) || a.id - b.id),
  };
}
