import { InvalidInputError } from '../../errors.ts';
import { Group } from '../../models/group.ts';
import { UserGroup } from '../../models/user-group.ts';
import type { FieldChange, Named } from '../../journal/events.ts';

/** How a chosen set of groups changes the present one. */
export type MembershipMode = 'set' | 'add' | 'remove';

/** @throws InvalidInputError at `groupIds` when one of the groups does not exist. */
export async function requireGroups(groupIds: readonly number[]): Promise<void> {
  const wanted = [...new Set(groupIds)];
  if ((await Group.count({ where: { id: wanted } })) !== wanted.length) {
    throw new InvalidInputError({ groupIds: 'One of these groups does not exist any more.' });
  }
}

/** Ids of the groups each of these users is in. */
export async function groupsOf(userIds: readonly number[]): Promise<Map<number, Set<number>>> {
  const rows = await UserGroup.findAll({ where: { userId: [...userIds] } });
  const result = new Map(userIds.map((id) => [id, new Set<number>()]));
  for (const { userId, groupId } of rows) result.get(userId)?.add(groupId);
  return result;
}

async function namesOf(ids: ReadonlySet<number>): Promise<Named[]> {
  const groups = await Group.findAll({ attributes: ['id', 'name'], where: { id: [...ids] }, order: ['id'] });
  return groups.map(({ id, name }) => ({ id, name }));
}

/**
 * Changes one user's groups; inside the transaction that locked the user.
 *
 * @returns what changed, for the journal; nothing where nothing did.
 */
export async function changeMembership(
  userId: number,
  present: ReadonlySet<number>,
  groupIds: readonly number[],
  mode: MembershipMode,
): Promise<{ groups?: FieldChange }> {
  const chosen = new Set(groupIds);
  const added = mode === 'remove' ? [] : [...chosen].filter((id) => !present.has(id));
  const removed = [...present].filter(
    (id) => (mode === 'set' && !chosen.has(id)) || (mode === 'remove' && chosen.has(id)),
  );
  if (removed.length > 0) await UserGroup.destroy({ where: { userId, groupId: removed } });
  if (added.length > 0) await UserGroup.bulkCreate(added.map((groupId) => ({ userId, groupId })));
  if (added.length + removed.length === 0) return {};
  const after = new Set([...present, ...added].filter((id) => !removed.includes(id)));
  return { groups: { from: await namesOf(present), to: await namesOf(after) } };
}
