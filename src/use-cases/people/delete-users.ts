import { ForbiddenError, NotFoundError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { changeRights } from '../groups/change-rights.ts';
import { keepLastSuperuser, lockUsers } from './lock-users.ts';
import { refusePrograms } from './refuse-programs.ts';
import { refuseReferred } from '../records/deletion/deletion-impact.ts';
import { record } from '../../journal/record.ts';

/**
 * Deletes people with their profiles and memberships, all of them or nobody.
 *
 * @throws ForbiddenError for oneself, ConflictError for the last superuser, the last who may edit permissions, and people with a
 *   history, which it names.
 */
export async function deleteUsers(actor: Actor, ids: readonly number[]): Promise<void> {
  authorize(userPolicy, actor, 'delete');
  if (actor.id !== null && ids.includes(actor.id)) throw new ForbiddenError('You cannot delete yourself.');
  await changeRights(actor, async () => {
    const users = await lockUsers(ids);
    if (users.length !== new Set(ids).size) throw new NotFoundError();
    refusePrograms(users);
    const superusers = users.filter((user) => user.isSuperuser && user.isActive);
    if (superusers.length > 0) await keepLastSuperuser(superusers.map(({ id }) => id));
    await refuseReferred(actor, 'users', ids);
    for (const user of users) {
      const details = { called: user.displayName };
      await record({ name: 'user.deleted', by: actor, subjectId: user.id, details });
      await user.destroy();
    }
    return { result: undefined, concerned: [] };
  });
}
