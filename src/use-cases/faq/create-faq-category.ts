import type { Model } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { FaqCategory } from '../../models/faq-category.ts';
import type { Actor } from '../../policies/actor.ts';
import { createRecord } from '../records/create-record.ts';
import { faqCategoryNoun } from './nouns.ts';

/**
 * Adds a category of answers below all others.
 *
 * @throws ForbiddenError, or InvalidInputError at the fields.
 */
export function createFaqCategory(actor: Actor, values: Readonly<Record<string, unknown>>): Promise<Model> {
  return inTransaction(async () => {
    const last = await FaqCategory.max<number | null, FaqCategory>('position');
    return createRecord(actor, faqCategoryNoun, { ...values, position: (last ?? 0) + 1 });
  });
}
