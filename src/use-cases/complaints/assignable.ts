import { Transaction } from 'sequelize';
import { isSqlite } from '../../database/connect.ts';
import { InvalidInputError } from '../../errors.ts';
import { GROUP } from '../../models/group-names.ts';
import { Group } from '../../models/group.ts';
import { UserGroup } from '../../models/user-group.ts';
import { User } from '../../models/user.ts';
import { NAME_COLUMNS } from './conflict.ts';

/** Members of these groups can have complaints assigned to them. */
const ASSIGNABLE_GROUPS = [GROUP.engineer, GROUP.amcAdmin];

/** All whom complaints can be assigned to, with their names alone. */
export function assignableUsers(): Promise<User[]> {
  return User.findAll({
    attributes: NAME_COLUMNS,
    where: { isActive: true },
    include: [
      {
        model: Group,
        as: 'groups',
        attributes: ['id'],
        through: { attributes: [] },
        where: { name: ASSIGNABLE_GROUPS },
      },
    ],
  });
}

async function isInAssignableGroup(userId: number): Promise<boolean> {
  const groups = await Group.findAll({ attributes: ['id'], where: { name: ASSIGNABLE_GROUPS } });
  return (await UserGroup.count({ where: { userId, groupId: groups.map(({ id }) => id) } })) > 0;
}

/**
 * The person whom work is given to, who cannot be deactivated until the transaction ends.
 *
 * @throws InvalidInputError at `assigneeId` unless they are an active Engineer or AMC Admin.
 */
export async function requireAssignable(userId: number): Promise<User> {
  const user = await User.findOne({
    where: { id: userId, isActive: true },
    ...(isSqlite() ? {} : { lock: Transaction.LOCK.SHARE }),
  });
  if (user === null || !(await isInAssignableGroup(userId))) {
    throw new InvalidInputError({ assigneeId: 'Choose an active engineer or AMC administrator.' });
  }
  return user;
}
