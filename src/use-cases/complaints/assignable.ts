import { literal, Op, Transaction, type WhereOptions } from 'sequelize';
import { isSqlite } from '../../database/connect.ts';
import { InvalidInputError } from '../../errors.ts';
import { User } from '../../models/user.ts';
import { NAME_COLUMNS } from './conflict.ts';

/** Active people whose groups hold the right to work on complaints; a superuser's flag alone is no such right. */
const ASSIGNABLE: WhereOptions = {
  isActive: true,
  id: {
    [Op.in]: literal(
      "(SELECT m.user_id FROM user_groups m JOIN group_permissions p ON p.group_id = m.group_id WHERE p.permission = 'complaints.work')",
    ),
  },
};

/** All whom complaints can be assigned to, with their names alone. */
export function assignableUsers(): Promise<User[]> {
  return User.findAll({ attributes: NAME_COLUMNS, where: ASSIGNABLE });
}

/** Those of these people whom complaints can be assigned to. */
export async function assignableAmong(userIds: readonly number[]): Promise<Set<number>> {
  const users = await User.findAll({
    attributes: ['id'],
    where: { [Op.and]: [{ id: [...userIds] }, ASSIGNABLE] },
    raw: true,
  });
  return new Set(users.map(({ id }) => id));
}

/**
 * The person whom work is given to, who cannot be deactivated until the transaction ends.
 *
 * @throws InvalidInputError at `assigneeId` unless they are active and their groups let them work on complaints.
 */
export async function requireAssignable(userId: number): Promise<User> {
  const user = await User.findOne({
    where: { id: userId },
    ...(isSqlite() ? {} : { lock: Transaction.LOCK.SHARE }),
  });
  if (user === null || !(await assignableAmong([userId])).has(userId)) {
    throw new InvalidInputError({
      assigneeId: 'Choose an active engineer or AMC administrator, or somebody else who works on complaints.',
    });
  }
  return user;
}
