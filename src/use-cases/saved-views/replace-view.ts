import { inTransaction } from '../../database/transaction.ts';
import type { Actor } from '../../policies/actor.ts';
import { parseInput } from '../parse-input.ts';
import { updateRecord } from '../records/update-record.ts';
import { lockOwnViews, savedViewNoun, viewQuery } from './saved-view-noun.ts';

/**
 * Has one's own view show something else under its name; who sees it stays.
 *
 * @param input `query` as the face wrote it.
 * @throws NotFoundError, ForbiddenError for what another shared, or InvalidInputError.
 */
export async function replaceView(actor: Actor, id: number, input: unknown): Promise<void> {
  const values = parseInput(viewQuery, input);
  await inTransaction(async () => {
    await lockOwnViews(actor);
    await updateRecord(actor, savedViewNoun, id, values);
  });
}
