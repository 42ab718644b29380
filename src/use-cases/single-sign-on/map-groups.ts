import { ConflictError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import { isChanged } from '../../journal/row-changes.ts';
import { log } from '../../log.ts';
import { Group } from '../../models/group.ts';
import { findSameText } from '../../models/text.ts';
import { changeRights } from '../groups/change-rights.ts';
import { changeMembership, groupsOf } from '../groups/membership.ts';
import { lockUsers } from '../people/lock-users.ts';
import { singleSignOn, type MatchRules } from './rules.ts';

type Mapping = MatchRules['groups'];

/** Groups that somebody comes to belong to, and no longer does. */
interface Difference {
  readonly joined: readonly number[];
  readonly left: readonly number[];
}

/** The groups of the mapping by their ids, and whether somebody belongs to each; of a name that no group has it is logged. */
async function wantedOf(names: readonly string[], mapping: Mapping): Promise<Map<number, boolean>> {
  const told = new Set(names);
  const wanted = new Map<number, boolean>();
  for (const { group: name, named } of mapping) {
    const group = await findSameText(Group, 'name', name);
    if (group === undefined) log.warn({ group: name }, 'single sign-on names a group that is not there');
    else wanted.set(group.id, wanted.get(group.id) === true || told.has(named));
  }
  return wanted;
}

async function differenceOf(userId: number, wanted: ReadonlyMap<number, boolean>): Promise<Difference> {
  const present = (await groupsOf([userId])).get(userId) ?? new Set();
  const joined = [...wanted].filter(([id, belongs]) => belongs && !present.has(id));
  const left = [...wanted].filter(([id, belongs]) => !belongs && present.has(id));
  return { joined: joined.map(([id]) => id), left: left.map(([id]) => id) };
}

/** The new memberships, told; open work of somebody who cannot have any more is given back. */
async function change(userId: number, { joined, left }: Difference): Promise<void> {
  await changeRights(singleSignOn, async () => {
    const [user] = await lockUsers([userId]);
    const present = (await groupsOf([userId])).get(userId) ?? new Set();
    const after = [...present, ...joined].filter((id) => !left.includes(id));
    const changes = await changeMembership(userId, present, after, 'set');
    if (user !== undefined && isChanged(changes)) {
      await record({ name: 'user.updated', by: singleSignOn, subjectId: userId, details: { changes } });
      await user.increment('version');
    }
    return { result: undefined, concerned: [userId] };
  });
}

/**
 * Puts somebody into the groups of the mapping that they belong to elsewhere, and takes them out of its others; groups
 * that it does not name stay as they are. Whoever alone may edit permissions keeps their groups.
 *
 * @param names what they belong to elsewhere; undefined: nothing is known of it.
 * @returns whether groups that were to go were kept.
 */
export async function mapGroups(
  userId: number,
  names: readonly string[] | undefined,
  mapping: Mapping,
): Promise<boolean> {
  if (names === undefined || mapping.length === 0) return false;
  const difference = await differenceOf(userId, await wantedOf(names, mapping));
  if (difference.joined.length + difference.left.length === 0) return false;
  try {
    await change(userId, difference);
    return false;
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    log.warn({ userId }, 'groups were kept, since nobody else may edit permissions');
    if (difference.joined.length > 0) await change(userId, { ...difference, left: [] });
    return true;
  }
}
