import { FaqVote } from '../../models/faq-vote.ts';
import type { Person } from '../../policies/actor.ts';
import { requireShown, type WholeFaq } from './require-shown.ts';
import { shownFaqs, type ShownFaq } from './shown-faqs.ts';

/** Most answers that are named beside another. */
const MOST_RELATED = 5;

/** An answer as its page shows it. */
export interface ReadFaq extends WholeFaq {
  /** How many people it helped. */
  readonly helped: number;
  /** It helped who reads it. */
  readonly hasHelped: boolean;
  /** Others of the same category. */
  readonly related: readonly ShownFaq[];
}

/**
 * One answer, for whoever is signed in.
 *
 * @throws NotFoundError when there is none, or it or its category is not active.
 */
export async function readFaq(person: Person, id: number): Promise<ReadFaq> {
  const faq = await requireShown(person, id);
  const others = (await shownFaqs()).filter((one) => one.categoryId === faq.categoryId && one.id !== id);
  return {
    ...faq,
    helped: await FaqVote.count({ where: { faqId: id } }),
    hasHelped: (await FaqVote.count({ where: { faqId: id, userId: person.id } })) > 0,
    related: others.slice(0, MOST_RELATED),
  };
}
