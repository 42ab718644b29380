import { inTransaction } from '../../database/transaction.ts';
import { InvalidInputError } from '../../errors.ts';
import { SavedView } from '../../models/saved-view.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { savedViewPolicy } from '../../policies/saved-view.ts';
import { parseInput } from '../parse-input.ts';
import { createRecord } from '../records/create-record.ts';
import { lockOwnViews, requireShareable, savedViewNoun, viewQuery, viewWords } from './saved-view-noun.ts';

/** Views that one person keeps at most. */
export const MOST_VIEWS = 20;

const saveInput = viewWords.extend(viewQuery.shape);

/**
 * Keeps filters and order of the queue under a name. Returns the number of the view.
 *
 * @param input `name`, `query` as the face wrote it, and `isShared`.
 * @throws ForbiddenError, or InvalidInputError at the fields.
 */
export async function saveView(actor: Actor, input: unknown): Promise<number> {
  authorize(savedViewPolicy, actor, 'create');
  const values = parseInput(saveInput, input);
  requireShareable(actor, values.isShared);
  return inTransaction(async () => {
    await lockOwnViews(actor);
    if ((await SavedView.count({ where: { ownerId: Number(actor.id) } })) >= MOST_VIEWS)
      throw new InvalidInputError({
        name: `You keep ${MOST_VIEWS} views already: delete one that you need no more.`,
      });
    const row = await createRecord(actor, savedViewNoun, { ...values, ownerId: actor.id });
    return Number(row.get('id'));
  });
}
