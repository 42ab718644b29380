import type { Model, ModelStatic } from 'sequelize';
import { ConflictError, ForbiddenError, NotFoundError } from '../../errors.ts';
import { Attachment } from '../../models/attachment.ts';
import { Complaint } from '../../models/complaint.ts';
import { Remark } from '../../models/remark.ts';
import { StatusChange } from '../../models/status-change.ts';
import type { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { changeRights } from '../groups/change-rights.ts';
import { keepLastSuperuser, lockUsers } from './lock-users.ts';
import { record } from '../../journal/record.ts';

/** Where a person's work and words stand; each must outlive the account. */
const HISTORY: readonly (readonly [ModelStatic<Model>, string])[] = [
  [Complaint, 'reporterId'],
  [Complaint, 'assigneeId'],
  [StatusChange, 'changedById'],
  [Remark, 'authorId'],
  [Attachment, 'uploaderId'],
];

async function refuseThoseWithHistory(users: readonly User[]): Promise<void> {
  const ids = users.map(({ id }) => id);
  const involved = new Set<unknown>();
  for (const [model, attribute] of HISTORY) {
    const rows = await model.findAll({
      attributes: [attribute],
      where: { [attribute]: ids },
      group: [attribute],
    });
    for (const row of rows) involved.add(row.get(attribute));
  }
  const names = users.filter(({ id }) => involved.has(id)).map(({ displayName }) => displayName);
  if (names.length > 0) {
    throw new ConflictError(
      `${names.join(', ')}: has complaints or replies and cannot be deleted. Deactivate instead.`,
    );
  }
}

/**
 * Deletes people with their profiles and memberships, all of them or nobody.
 *
 * @throws ForbiddenError for oneself, ConflictError for the last superuser, the last who may edit permissions, and people with a
 *   history.
 */
export async function deleteUsers(actor: Actor, ids: readonly number[]): Promise<void> {
  authorize(userPolicy, actor, 'delete');
  if (actor.id !== null && ids.includes(actor.id)) throw new ForbiddenError('You cannot delete yourself.');
  await changeRights(actor, async () => {
    const users = await lockUsers(ids);
    if (users.length !== new Set(ids).size) throw new NotFoundError();
    const superusers = users.filter((user) => user.isSuperuser && user.isActive);
    if (superusers.length > 0) await keepLastSuperuser(superusers.map(({ id }) => id));
    await refuseThoseWithHistory(users);
    for (const user of users) {
      const details = { called: user.displayName };
      await record({ name: 'user.deleted', by: actor, subjectId: user.id, details });
      await user.destroy();
    }
    return { result: undefined, concerned: [] };
  });
}
