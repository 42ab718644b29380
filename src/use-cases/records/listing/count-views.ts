import { Op } from 'sequelize';
import { keptShortly } from '../../../journal/kept.ts';
import type { Actor } from '../../../policies/actor.ts';
import { authorize } from '../../../policies/policy.ts';
import { countMatches, type Count } from './count-matches.ts';
import { viewsOf, type Listing } from './listing.ts';

/** How many rows that the actor may see are in each view of a list, in one query; undefined for a list without views. */
export async function countViews(
  listing: Listing,
  actor: Actor,
): Promise<Readonly<Record<string, Count>> | undefined> {
  authorize(listing.policy, actor, 'list');
  const views = viewsOf(listing);
  if (views === undefined) return undefined;
  const visible = listing.policy.visibleTo(actor);
  const conditions = Object.entries(views).map(([name, where]) => [name, { [Op.and]: [visible, where] }]);
  const count = () => countMatches(listing.model, Object.fromEntries(conditions));
  return keptShortly(`${listing.model.tableName} by view for ${actor.id}`, count);
}
