import { Op } from 'sequelize';
import type { Actor } from '../../../policies/actor.ts';
import { authorize, found } from '../../../policies/policy.ts';
import { readRows } from './list-rows.ts';
import type { Listing, Values } from './listing.ts';

/**
 * One row of a list, as the list has it.
 *
 * @throws ForbiddenError; NotFoundError when there is none, or it is not the actor's to know.
 */
export async function readRow(listing: Listing, actor: Actor, id: number): Promise<Values> {
  authorize(listing.policy, actor, 'read');
  const where = { [Op.and]: [{ id }, listing.policy.visibleTo(actor)] };
  const [row] = await readRows(listing, actor, { where });
  return found(row);
}
