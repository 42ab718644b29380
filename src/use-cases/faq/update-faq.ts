import type { Model } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import type { Actor } from '../../policies/actor.ts';
import { updateRecord } from '../records/update-record.ts';
import { nextPlace, numbersIn, type FaqValues } from './faq-input.ts';
import { setTypes } from './faq-types.ts';
import { faqNoun } from './nouns.ts';
import { requirePictures } from './shown-pictures.ts';

/**
 * Changes an answer; in another category it stands below the others.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError, or InvalidInputError at the fields.
 */
export async function updateFaq(
  actor: Actor,
  id: number,
  { typeIds, ...changes }: FaqValues,
  version?: number,
): Promise<Model> {
  return inTransaction(async () => {
    await requirePictures(changes.answer);
    const place = 'categoryId' in changes ? { position: await nextPlace(changes.categoryId) } : {};
    return updateRecord(actor, faqNoun, id, { ...changes, ...place }, version, () =>
      typeIds === undefined ? Promise.resolve({}) : setTypes(id, numbersIn(typeIds)),
    );
  });
}
