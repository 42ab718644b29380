import { z } from 'zod';
import { NotFoundError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { parseInput } from '../parse-input.ts';
import { lockUsers } from '../people/lock-users.ts';
import { refuseBeyond } from '../people/refuse-beyond.ts';
import { refusePrograms } from '../people/refuse-programs.ts';
import { rightsOf } from '../people/rights-of.ts';
import { rowIdOr } from '../whole-number.ts';
import { changeRights } from './change-rights.ts';
import { changeMembership, groupsOf, requireGroups } from './membership.ts';
import { record } from '../../journal/record.ts';
import { isChanged } from '../../journal/row-changes.ts';

const id = rowIdOr('This is not an id.');

/** Whose groups change and how. */
export const assignGroupsInput = z.object({
  userIds: z.array(id).min(1, 'Choose at least one person.').max(500, 'Choose at most 500 people.'),
  groupIds: z.array(id).max(100, 'Choose at most 100 groups.'),
  mode: z.enum(['set', 'add', 'remove'], 'The mode is set, add or remove.').default('set'),
});

/** How many people were concerned, and whose groups are others now. */
export interface GroupAssignment {
  readonly total: number;
  readonly changedIds: readonly number[];
}

/**
 * Sets, adds or removes groups of people, all or nobody. It takes effect with each person's next request.
 *
 * @throws NotFoundError when one of the people does not exist; InvalidInputError for an unknown group; ConflictError
 *   when nobody would be left who may edit permissions.
 */
export async function assignGroups(actor: Actor, input: unknown): Promise<GroupAssignment> {
  const { userIds, groupIds, mode } = parseInput(assignGroupsInput, input);
  authorize(userPolicy, actor, 'assignGroups');
  return changeRights(actor, async () => {
    await requireGroups(groupIds);
    const users = await lockUsers(userIds);
    if (users.length !== new Set(userIds).size) throw new NotFoundError();
    refusePrograms(users);
    const present = await groupsOf(userIds);
    const before = await rightsOf(users);
    const changedIds: number[] = [];
    for (const user of users) {
      const { id: userId } = user;
      const changes = await changeMembership(userId, present.get(userId) ?? new Set(), groupIds, mode);
      if (!isChanged(changes)) continue;
      await record({ name: 'user.updated', by: actor, subjectId: user.id, details: { changes } });
      await user.increment('version');
      changedIds.push(user.id);
    }
    const after = await rightsOf(users);
    for (const id of changedIds)
      refuseBeyond(actor, { id, rights: before.get(id) ?? new Set() }, ['groups'], after.get(id));
    return { result: { total: users.length, changedIds }, concerned: changedIds };
  });
}
