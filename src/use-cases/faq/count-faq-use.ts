import { z } from 'zod';
import { select, storedMoment } from '../../database/select.ts';
import { can, type Actor } from '../../policies/actor.ts';
import { ForbiddenError } from '../../errors.ts';
import { parseInput } from '../parse-input.ts';
import { beginOf, endOf, isDay } from '../records/listing/filters.ts';

const NO_DAY = 'This is a day such as 2026-01-31.';
const day = z.string(NO_DAY).refine(isDay, NO_DAY);

/** A span of days, the first and the last of which count. */
export const faqUseInput = z
  .object({ from: day, to: day })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'The last day is before the first.' });

/** What the FAQ did in a span of days. */
export interface FaqUse {
  /** Each person, answer and day once. */
  readonly views: number;
  /** People who said that an answer helped and did not take it back, each answer for itself. */
  readonly helped: number;
  /** Complaints that were about to be filed, and were not since an answer solved it. */
  readonly deflections: number;
}

const USE = `SELECT
  (SELECT COUNT(*) FROM faq_views WHERE day BETWEEN $from AND $to) AS views,
  (SELECT COUNT(*) FROM faq_votes WHERE created_at BETWEEN $begin AND $end) AS helped,
  (SELECT COUNT(*) FROM events WHERE name = 'faq.deflected' AND created_at BETWEEN $begin AND $end) AS deflections`;

/**
 * Counts what the FAQ did in a span of days of the time zone, for those who see all figures.
 *
 * @throws ForbiddenError; InvalidInputError for what is no span of days.
 */
export async function countFaqUse(actor: Actor, input: unknown, timeZone: string): Promise<FaqUse> {
  if (!can(actor, 'reports.view')) throw new ForbiddenError();
  const { from, to } = parseInput(faqUseInput, input);
  const [begin, end] = [beginOf(from, timeZone), endOf(to, timeZone)].map(storedMoment);
  const [use] = await select<FaqUse>(USE, { from, to, begin: begin ?? '', end: end ?? '' });
  return { views: 0, helped: 0, deflections: 0, ...use };
}
