import { FaqCategory } from '../../src/models/faq-category.ts';
import { operator, type Actor } from '../../src/policies/actor.ts';
import { createFaqCategory } from '../../src/use-cases/faq/create-faq-category.ts';
import { createFaq } from '../../src/use-cases/faq/create-faq.ts';

/** What a test cares about in an answer; the rest is made up. */
export interface FaqOptions {
  readonly question?: string;
  readonly answer?: string;
  /** Name of the category; undefined: none. */
  readonly category?: string;
  readonly typeIds?: readonly number[];
  readonly isActive?: boolean;
  readonly isFeatured?: boolean;
  readonly by?: Actor;
}

/** The number of the category with this name, made where there is none. */
export async function buildCategory(name: string, isActive = true): Promise<number> {
  const known = await FaqCategory.findOne({ where: { name } });
  return known?.id ?? Number((await createFaqCategory(operator, { name, isActive })).get('id'));
}

/** The number of a stored answer, active unless the test says otherwise. */
export async function buildFaq({ category, by = operator, ...options }: FaqOptions = {}): Promise<number> {
  const faq = await createFaq(by, {
    question: 'How do I turn it on?',
    answer: 'Press the **button**.',
    ...options,
    ...(category === undefined ? {} : { categoryId: await buildCategory(category) }),
  });
  return Number(faq.get('id'));
}
