import { rememberSeeded, seededKeys } from '../../database/seed-memory.ts';
import { ComplaintType } from '../../models/complaint-type.ts';
import { FaqCategory } from '../../models/faq-category.ts';
import { Faq } from '../../models/faq.ts';
import { findSameText } from '../../models/text.ts';
import type { Actor } from '../../policies/actor.ts';
import { createFaqCategory } from '../faq/create-faq-category.ts';
import { createFaq } from '../faq/create-faq.ts';
import { DEMO_FAQS } from './demo-faqs.ts';

async function categoryOf(actor: Actor, name: string): Promise<number> {
  const known = await findSameText(FaqCategory, 'name', name);
  return known?.id ?? Number((await createFaqCategory(actor, { name })).get('id'));
}

/** Adds the answers of the demonstration that never were there, in the running transaction. */
export async function seedFaqs(actor: Actor): Promise<void> {
  const before = await seededKeys(Faq.tableName);
  const fresh = DEMO_FAQS.filter(({ question }) => !before.has(question));
  for (const { category, type, ...faq } of fresh) {
    const known = await findSameText(ComplaintType, 'name', type);
    const categoryId = await categoryOf(actor, category);
    await createFaq(actor, { ...faq, categoryId, typeIds: known === undefined ? [] : [known.id] });
  }
  await rememberSeeded(
    Faq.tableName,
    fresh.map(({ question }) => question),
  );
}
