import { ConflictError } from '../../errors.ts';
import { User } from '../../models/user.ts';
import { forUpdate } from '../../database/transaction.ts';

// SQLite has one writer at a time and knows no row locks.

/** These users' rows, in order of id and locked until the transaction ends; missing ones are missing. */
export function lockUsers(ids: readonly number[]): Promise<User[]> {
  return User.scope('withPassword').findAll({
    where: { id: [...ids] },
    order: [['id', 'ASC']],
    ...forUpdate(),
  });
}

/**
 * Makes sure that at least one active superuser remains; called in the transaction, before the change. All active
 * superusers are locked, so two who demote each other at once cannot both succeed.
 *
 * @param leaving ids of users who are about to lose the flag, their activity or their account.
 * @throws ConflictError when nobody would remain.
 */
export async function keepLastSuperuser(leaving: readonly number[]): Promise<void> {
  const active = await User.findAll({
    attributes: ['id'],
    where: { isSuperuser: true, isActive: true },
    order: [['id', 'ASC']],
    ...forUpdate(),
  });
  const remaining = active.filter(({ id }) => !leaving.includes(id));
  if (remaining.length === 0 && active.length > 0) {
    throw new ConflictError('The last active superuser must stay an active superuser.');
  }
}
