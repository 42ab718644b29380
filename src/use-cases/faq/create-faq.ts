import type { Model } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import type { Actor } from '../../policies/actor.ts';
import { faqPolicy } from '../../policies/faq.ts';
import { authorize } from '../../policies/policy.ts';
import { createRecord } from '../records/create-record.ts';
import { nextPlace, numbersIn, type FaqValues } from './faq-input.ts';
import { setTypes } from './faq-types.ts';
import { faqNoun } from './nouns.ts';
import { requirePictures } from './shown-pictures.ts';

/**
 * Adds an answer below the others of its category.
 *
 * @throws ForbiddenError, or InvalidInputError at the fields.
 */
export async function createFaq(actor: Actor, { typeIds, ...values }: FaqValues): Promise<Model> {
  authorize(faqPolicy, actor, 'create');
  return inTransaction(async () => {
    await requirePictures(values.answer);
    const position = await nextPlace(values.categoryId);
    return createRecord(actor, faqNoun, { ...values, position }, (faq) =>
      setTypes(Number(faq.get('id')), numbersIn(typeIds)),
    );
  });
}
