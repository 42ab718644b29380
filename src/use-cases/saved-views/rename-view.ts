import { inTransaction } from '../../database/transaction.ts';
import type { Actor } from '../../policies/actor.ts';
import { parseInput } from '../parse-input.ts';
import { updateRecord } from '../records/update-record.ts';
import { lockOwnViews, requireShareable, savedViewNoun, viewWords } from './saved-view-noun.ts';

/**
 * Calls one's own view otherwise, and shares it or takes it back; saved by somebody who may share no more, it is theirs
 * alone.
 *
 * @param input `name`, `isShared`.
 * @throws NotFoundError, ForbiddenError for what another shared, or InvalidInputError at the fields.
 */
export async function renameView(actor: Actor, id: number, input: unknown): Promise<void> {
  const values = parseInput(viewWords, input);
  requireShareable(actor, values.isShared);
  await inTransaction(async () => {
    await lockOwnViews(actor);
    await updateRecord(actor, savedViewNoun, id, values);
  });
}
