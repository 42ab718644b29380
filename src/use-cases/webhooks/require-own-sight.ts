import { ForbiddenError } from '../../errors.ts';
import { can, type Actor } from '../../policies/actor.ts';
import type { Permission } from '../../policies/permissions.ts';
import { loadAnybody } from '../people/load-actor.ts';

/** Rights that decide what a webhook is told. */
const SIGHT: readonly Permission[] = ['complaints.view', 'complaints.work', 'notes.use', 'people.view'];

/**
 * Refuses whoever acts for a person with less than that person may see, as a token of narrow scopes does: a webhook is told
 * by all the rights of its owner.
 *
 * @throws ForbiddenError.
 */
export async function requireOwnSight(actor: Actor): Promise<void> {
  const owner = actor.id === null ? undefined : (await loadAnybody(actor.id))?.actor;
  if (owner === undefined) return;
  const missing = SIGHT.find((right) => can(owner, right) && !can(actor, right));
  if (missing !== undefined)
    throw new ForbiddenError(
      `A webhook is told what you may see, and this token may not: it lacks the scope ${missing}.`,
    );
}
