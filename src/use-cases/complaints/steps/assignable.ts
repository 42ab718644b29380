import { literal, Op, Transaction, type WhereOptions } from 'sequelize';
import { isSqlite } from '../../../database/connect.ts';
import { InvalidInputError } from '../../../errors.ts';
import { Group } from '../../../models/group.ts';
import type { Named } from '../../../journal/events.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import { holdersOf } from '../../people/holders-of.ts';

/**
 * Active people whose groups hold the right to work on complaints, and programs of which that was said besides; a
 * superuser's flag alone is no such right.
 */
export const ASSIGNABLE: WhereOptions = {
  isActive: true,
  takesWork: true,
  id: {
    [Op.in]: literal(`(${holdersOf('complaints.work')})`),
  },
};

/** A person as the journal names them. */
export function named({ id, displayName }: User): Named {
  return { id, name: displayName };
}

/** All whom complaints can be assigned to, with their names alone, by them. */
export function assignableUsers(): Promise<User[]> {
  return User.findAll({ attributes: NAME_COLUMNS, where: ASSIGNABLE, order: ['nameSorted', 'id'] });
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
 * Whether this person can have complaints, which nobody can take from them until the transaction ends: neither their
 * row nor a group changes meanwhile.
 */
export async function lockAssignable(userId: number): Promise<User | null> {
  // SQLite has one writer at a time and knows no row locks.
  const shared = isSqlite() ? {} : { lock: Transaction.LOCK.SHARE };
  const user = await User.findOne({ where: { id: userId }, ...shared });
  if (!isSqlite()) await Group.findAll({ attributes: ['id'], order: [['id', 'ASC']], ...shared });
  return user !== null && (await assignableAmong([userId])).has(userId) ? user : null;
}

/**
 * The person whom work is given to, who keeps the right to it until the transaction ends.
 *
 * @throws InvalidInputError at `assigneeId` unless they are active and their groups let them work on complaints.
 */
export async function requireAssignable(userId: number): Promise<User> {
  const user = await lockAssignable(userId);
  if (user === null) {
    throw new InvalidInputError({
      assigneeId: 'Choose an active engineer or AMC administrator, or somebody else who works on complaints.',
    });
  }
  return user;
}
