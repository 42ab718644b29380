import { Op } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../../errors.ts';
import { Complaint } from '../../models/complaint.ts';
import type { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { keepLastSuperuser, lockUsers } from './lock-users.ts';

async function refuseThoseWithHistory(users: readonly User[]): Promise<void> {
  const ids = users.map(({ id }) => id);
  const rows = await Complaint.findAll({
    attributes: ['reporterId', 'assigneeId'],
    where: { [Op.or]: [{ reporterId: ids }, { assigneeId: ids }] },
  });
  const involved = new Set(rows.flatMap(({ reporterId, assigneeId }) => [reporterId, assigneeId]));
  const names = users.filter(({ id }) => involved.has(id)).map(({ displayName }) => displayName);
  if (names.length > 0) {
    throw new ConflictError(`${names.join(', ')}: has complaints and cannot be deleted. Deactivate instead.`);
  }
}

/**
 * Deletes people with their profiles and memberships, all of them or nobody.
 *
 * @throws ForbiddenError for oneself, ConflictError for the last superuser and for people with a history.
 */
export async function deleteUsers(actor: Actor, ids: readonly number[]): Promise<void> {
  authorize(userPolicy, actor, 'delete');
  if (actor.id !== null && ids.includes(actor.id)) throw new ForbiddenError('You cannot delete yourself.');
  await inTransaction(async () => {
    const users = await lockUsers(ids);
    if (users.length !== new Set(ids).size) throw new NotFoundError();
    const superusers = users.filter((user) => user.isSuperuser && user.isActive);
    if (superusers.length > 0) await keepLastSuperuser(superusers.map(({ id }) => id));
    await refuseThoseWithHistory(users);
    for (const user of users) await user.destroy();
  });
}
