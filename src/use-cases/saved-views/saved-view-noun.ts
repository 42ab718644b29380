import { z } from 'zod';
import { forUpdate } from '../../database/transaction.ts';
import { takeTurns } from '../../database/turns.ts';
import { ForbiddenError, InvalidInputError } from '../../errors.ts';
import { SavedView } from '../../models/saved-view.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { savedViewPolicy } from '../../policies/saved-view.ts';
import { NOT_ACTIVE } from '../people/hold-active.ts';
import type { Noun } from '../records/noun.ts';

/** Views of the queue as plain records. */
export const savedViewNoun: Noun = { model: SavedView, policy: savedViewPolicy };

const name = z.string('The name is required.');
const isShared = z.boolean('This is yes or no.');

/** How a view is called, and whether all see it. */
export const viewWords = z.object({ name, isShared: isShared.default(false) });

/** The same of a view that is there. */
export const changedWords = z.object({ name: name.optional(), isShared: isShared.optional() });

/** What a view shows. */
export const viewQuery = z.object({
  query: z.string('Choose filters first.').min(1, 'Choose filters first.'),
});

/** @throws InvalidInputError where somebody shares who may not. */
export function requireShareable(actor: Actor, isShared: boolean): void {
  if (isShared && !savedViewPolicy.may(actor, 'share'))
    throw new InvalidInputError({ isShared: 'You may not share views with everybody.' });
}

/** Lets one write of a person's views wait for the other until the transaction ends: both count what is there. */
export async function lockOwnViews({ id }: Actor): Promise<void> {
  if (id === null) throw new ForbiddenError();
  await takeTurns(`person:${id}`);
  const owner = await User.findByPk(id, { attributes: ['id', 'isActive'], ...forUpdate() });
  if (owner?.isActive !== true) throw new ForbiddenError(NOT_ACTIVE);
}
