import { ForbiddenError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { mayReadFaq } from '../../policies/faq.ts';
import { pointsOf } from './fit.ts';
import { shownFaqs, type ShownFaq } from './shown-faqs.ts';
import { withWords, wordsAsked } from './words-of-faqs.ts';

/** Most words of a search that are looked at. */
const MOST_WORDS = 30;

/** Answers under one heading. */
export interface FaqSection {
  /** Null: those without a category. */
  readonly name: string | null;
  readonly faqs: readonly ShownFaq[];
}

/** All that the FAQ has for its readers. */
export interface FaqOverview {
  readonly featured: readonly ShownFaq[];
  /** In each the featured ones come first. */
  readonly sections: readonly FaqSection[];
}

const featuredFirst = (faqs: readonly ShownFaq[]): ShownFaq[] =>
  faqs.toSorted((a, b) => Number(b.isFeatured) - Number(a.isFeatured));

function requireReader(actor: Actor): void {
  if (!mayReadFaq(actor)) throw new ForbiddenError();
}

/**
 * The FAQ as it is leafed through.
 *
 * @throws ForbiddenError for whoever is not signed in.
 */
export async function browseFaq(actor: Actor): Promise<FaqOverview> {
  requireReader(actor);
  const faqs = await shownFaqs();
  const sections = new Map<number | null, ShownFaq[]>();
  for (const faq of faqs) sections.set(faq.categoryId, [...(sections.get(faq.categoryId) ?? []), faq]);
  return {
    featured: faqs.filter(({ isFeatured }) => isFeatured),
    sections: [...sections.values()].map((some) => ({
      name: some[0]?.category ?? null,
      faqs: featuredFirst(some),
    })),
  };
}

/**
 * The answers that have every word of a search in question, answer or the names of their types, the best first; the
 * beginning of a word is enough.
 *
 * @throws ForbiddenError for whoever is not signed in.
 */
export async function searchFaq(actor: Actor, search: string): Promise<ShownFaq[]> {
  requireReader(actor);
  const words = wordsAsked(search, MOST_WORDS);
  if (words.length === 0) return [];
  const faqs = await withWords(await shownFaqs());
  return faqs
    .map((faq) => ({ faq, points: words.map((word) => pointsOf(faq.words, word)) }))
    .filter(({ points }) => points.every((one) => one > 0))
    .map(({ faq, points }) => ({ faq, sum: points.reduce((sum, one) => sum + one, 0) }))
    .toSorted((a, b) => b.sum - a.sum)
    .map(({ faq }) => faq);
}
