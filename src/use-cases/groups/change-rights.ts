import { literal, Op } from 'sequelize';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { takeTurns } from '../../database/turns.ts';
import { ConflictError } from '../../errors.ts';
import { Group } from '../../models/group.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { holdersOf } from '../people/holders-of.ts';
import { unassignStranded } from '../complaints/steps/unassign-stranded.ts';

const EDITORS = literal(`(${holdersOf('permissions.edit')})`);

async function somebodyEditsPermissions(): Promise<boolean> {
  const editor = await User.findOne({
    attributes: ['id'],
    where: {
      isActive: true,
      isService: false,
      [Op.or]: [{ isSuperuser: true }, { id: { [Op.in]: EDITORS } }],
    },
  });
  return editor !== null;
}

/** All groups, of which there are few; until the transaction ends nobody else changes what people may do. */
function lockGroups(): Promise<Group[]> {
  // SQLite has one writer at a time and knows no row locks.
  return Group.findAll({ order: [['id', 'ASC']], ...forUpdate() });
}

/** What a change of rights did, and who may have lost some by it. */
export interface RightsChange<T> {
  readonly result: T;
  readonly concerned: readonly number[];
}

/**
 * Every change after which somebody may do less goes this way: memberships, what groups may do, groups that are
 * deleted, people who are deactivated or deleted, the flag of superusers. One such change at a time: of two that take
 * rights from the last two who edit permissions, the second finds that nobody would be left. Whoever cannot be assigned
 * any more gives their open work back, in the name of the actor.
 *
 * @param change runs in the transaction, with all groups locked.
 * @throws ConflictError when nobody active would be left who may edit permissions.
 */
export async function changeRights<T>(
  actor: Actor,
  change: (groups: readonly Group[]) => Promise<RightsChange<T>>,
): Promise<T> {
  return inTransaction(async () => {
    await takeTurns('rights');
    const groups = await lockGroups();
    const hadEditor = await somebodyEditsPermissions();
    const { result, concerned } = await change(groups);
    if (hadEditor && !(await somebodyEditsPermissions())) {
      throw new ConflictError(
        'Nobody would be left who may edit permissions. Give somebody else that right first.',
      );
    }
    await unassignStranded(actor, concerned);
    return result;
  });
}
