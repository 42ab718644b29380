import { inTransaction } from '../../database/transaction.ts';
import type { Actor } from '../../policies/actor.ts';
import { savedViewPolicy } from '../../policies/saved-view.ts';
import { parseInput } from '../parse-input.ts';
import { updateRecord } from '../records/update-record.ts';
import { changedWords, lockOwnViews, requireShareable, savedViewNoun } from './saved-view-noun.ts';

/**
 * Calls one's own view otherwise, and shares it or takes it back; saved by somebody who may share no more, it is theirs
 * alone.
 *
 * @param input `name`, `isShared`; what is left out stays as it is.
 * @param version the one that was seen; undefined: whatever is there.
 * @throws NotFoundError, ForbiddenError for what another shared, StaleError, or InvalidInputError at the fields.
 */
export async function renameView(actor: Actor, id: number, input: unknown, version?: number): Promise<void> {
  const words = parseInput(changedWords, input);
  requireShareable(actor, words.isShared === true);
  const isKept = savedViewPolicy.may(actor, 'share') ? {} : { isShared: false };
  const given = Object.entries({ ...isKept, ...words }).filter(([, value]) => value !== undefined);
  const values = Object.fromEntries(given);
  await inTransaction(async () => {
    await lockOwnViews(actor);
    await updateRecord(actor, savedViewNoun, id, values, version);
  });
}
