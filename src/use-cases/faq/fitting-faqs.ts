import { z } from 'zod';
import type { Actor } from '../../policies/actor.ts';
import { mayReadFaq } from '../../policies/faq.ts';
import { ForbiddenError } from '../../errors.ts';
import { parseInput } from '../parse-input.ts';
import { rowIdOr } from '../whole-number.ts';
import { MOST_POINTS, pointsOf } from './fit.ts';
import { shownFaqs } from './shown-faqs.ts';
import { withWords, wordsAsked, type FindableFaq } from './words-of-faqs.ts';

/** Most that are offered. */
const MOST = 5;
/** Most words of a title that are looked at. */
const MOST_WORDS = 30;
/** Shorter words of Latin letters say nothing of their own. */
const SHORTEST = 3;
/** Fewest points, and the least share of what all words could have: one word among many others says little. */
const FEWEST = 4;
const SHARE = 0.2;
/** What it counts that an answer is for complaints of the type that is chosen. */
const TYPE_POINTS = 3;
/** In so many titles that they say nothing. */
const COMMON = new Set(
  'about after again all and any anything are but can cannot could did does doesn don for from get gets has have how into isn its just more need not nothing now off once only other our out please problem should since some still that the their then there they this too very was wasn were what when where which who why will with won work working works would you your'.split(
    ' ',
  ),
);

/** What was typed so far of a complaint. */
export const fittingInput = z.object({
  title: z.string('The title is a text.').max(1000, 'This is too long for a title.'),
  typeId: rowIdOr('The type is the id of a complaint type.').optional(),
});

/** An answer that may be what somebody is about to ask for. */
export interface FittingFaq {
  readonly id: number;
  readonly question: string;
}

/** The words that say something; letters of other scripts are few to a word. */
function telling(title: string): string[] {
  return wordsAsked(title, MOST_WORDS).filter(
    (word) => !COMMON.has(word) && (word.length >= SHORTEST || !/^[a-z0-9]*$/.test(word)),
  );
}

function pointsFor({ words, typeIds }: FindableFaq, asked: readonly string[], typeId?: number): number {
  const points = asked.reduce((sum, word) => sum + pointsOf(words, word), 0);
  const isFitting = points >= FEWEST && points >= SHARE * MOST_POINTS * asked.length;
  if (!isFitting) return 0;
  return points + (typeId !== undefined && typeIds.includes(typeId) ? TYPE_POINTS : 0);
}

/**
 * The answers that fit what was typed of a complaint's title, the best first; words count by their beginnings, so that
 * the one that is being typed does.
 *
 * @throws ForbiddenError, or InvalidInputError for what is no title.
 */
export async function fittingFaqs(actor: Actor, input: unknown): Promise<FittingFaq[]> {
  if (!mayReadFaq(actor)) throw new ForbiddenError();
  const { title, typeId } = parseInput(fittingInput, input);
  const asked = telling(title);
  if (asked.length === 0) return [];
  const faqs = await withWords(await shownFaqs());
  return faqs
    .map((faq) => ({ faq, points: pointsFor(faq, asked, typeId) }))
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points || Number(b.faq.isFeatured) - Number(a.faq.isFeatured))
    .slice(0, MOST)
    .map(({ faq: { id, question } }) => ({ id, question }));
}
