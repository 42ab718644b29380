import type { Model, ModelStatic } from 'sequelize';
import { ConflictError } from '../../errors.ts';
import { Attachment } from '../../models/attachment.ts';
import { Complaint } from '../../models/complaint.ts';
import { Remark } from '../../models/remark.ts';
import { StatusChange } from '../../models/status-change.ts';
import type { User } from '../../models/user.ts';

/** Where a person's work and words stand; each must outlive the account. */
const HISTORY: readonly (readonly [ModelStatic<Model>, string])[] = [
  [Complaint, 'reporterId'],
  [Complaint, 'assigneeId'],
  [StatusChange, 'changedById'],
  [Remark, 'authorId'],
  [Attachment, 'uploaderId'],
];

/**
 * Refuses to delete whoever has a history.
 *
 * @throws ConflictError that names them.
 */
export async function refuseHistory(users: readonly User[]): Promise<void> {
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
