import { InvalidInputError } from '../../errors.ts';
import { Group } from '../../models/group.ts';
import type { Actor } from '../../policies/actor.ts';
import { lackedBy } from '../../policies/reach.ts';
import { rightsOfGroups } from '../people/rights-of.ts';

/**
 * Nobody grants what they lack: whoever puts a program into a group may themselves all that the group may.
 *
 * @throws InvalidInputError at `groupIds`.
 */
export async function refuseGrants(actor: Actor, groupIds: readonly number[]): Promise<void> {
  if (groupIds.length === 0) return;
  const rights = await rightsOfGroups();
  for (const id of groupIds) {
    const lacked = lackedBy(actor, rights.get(id) ?? []);
    if (lacked.length === 0) continue;
    const group = await Group.findByPk(id, { attributes: ['name'] });
    throw new InvalidInputError({
      groupIds: `Nobody grants what they may not do themselves: ${group?.name ?? 'a group'} may ${lacked.join(', ')}.`,
    });
  }
}
