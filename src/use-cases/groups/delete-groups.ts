import { Group } from '../../models/group.ts';
import { UserGroup } from '../../models/user-group.ts';
import type { Actor } from '../../policies/actor.ts';
import { groupPolicy } from '../../policies/group.ts';
import { deleteRecords } from '../records/delete-records.ts';
import { changeRights } from './change-rights.ts';

/**
 * Deletes groups with their memberships, all of them or none; members lose what the groups allowed. Returns how many
 * memberships there were.
 *
 * @throws NotFoundError; ForbiddenError for the three groups that every portal has; ConflictError when nobody would be
 *   left who may edit permissions.
 */
export async function deleteGroups(actor: Actor, ids: readonly number[]): Promise<number> {
  return changeRights(actor, async () => {
    const rows = await UserGroup.findAll({ attributes: ['userId'], where: { groupId: [...ids] }, raw: true });
    await deleteRecords(actor, { model: Group, policy: groupPolicy }, ids);
    return { result: rows.length, concerned: [...new Set(rows.map(({ userId }) => userId))] };
  });
}
