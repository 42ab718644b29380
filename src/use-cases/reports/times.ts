import { quantileOf, type Tally } from './counting/tally.ts';
import type { Days, Filters } from './counting/read-figures.ts';
import type { Figure, Satisfaction, Times } from './figures.ts';
import { complaints, happened, listOf, measured } from './lists.ts';

/** What a figure is made of. */
export interface Basis {
  readonly days: Days;
  readonly filters: Filters;
  readonly tally: Tally;
  /** Of the period with which it is compared. */
  readonly before: Tally | undefined;
}

const SLOWEST = 0.9;
const STARS = [5, 4, 3, 2, 1] as const;

const OF = {
  answered: { times: 'answerTimes', target: 'answerTargets', due: 'answered_due', kept: 'answered_in_time' },
  resolved: {
    times: 'resolveTimes',
    target: 'resolutionTargets',
    due: 'resolved_due',
    kept: 'resolved_in_time',
  },
} as const;

const shareOf = (part: number, of: number): number | null => (of === 0 ? null : part / of);

/** How long first answers, or resolutions, took. */
export function timesOf({ days, filters, tally, before }: Basis, what: 'answered' | 'resolved'): Times {
  const { times, target, due, kept } = OF[what];
  const list = listOf(filters, happened(what, days));
  const ofAll = (part: number): Figure =>
    measured('minutes', quantileOf(tally[times], part), {
      count: tally.counts[what],
      list,
      before: before && quantileOf(before[times], part),
    });
  const late = ({ counts }: Tally): number => counts[due] - counts[kept];
  return {
    median: ofAll(0.5),
    p90: ofAll(SLOWEST),
    within: measured('share', shareOf(tally.counts[kept], tally.counts[due]), {
      count: tally.counts[due],
      list: { ...list, [target]: ['kept', 'missed'] },
      before: before && shareOf(before.counts[kept], before.counts[due]),
    }),
    late: complaints(late(tally), { ...list, [target]: ['missed'] }, before && late(before)),
  };
}

function starsOf({ counts }: Tally): { readonly rated: number; readonly mean: number | null } {
  const rated = STARS.reduce((sum, stars) => sum + counts[`stars${stars}`], 0);
  const sum = STARS.reduce((total, stars) => total + stars * counts[`stars${stars}`], 0);
  return { rated, mean: shareOf(sum, rated) };
}

/** The mean of the ratings. */
export function ratingOf({ days, filters, tally, before }: Basis): Figure {
  const { rated: count, mean } = starsOf(tally);
  const list = listOf(filters, happened('rated', days));
  return measured('stars', mean, { count, list, before: before && starsOf(before).mean });
}

/** What reporters thought of how their complaints were solved. */
export function satisfactionOf(basis: Basis): Satisfaction {
  const { tally, before } = basis;
  const average = ratingOf(basis);
  const { count, list } = average;
  return {
    average,
    rated: complaints(count, list, before && starsOf(before).rated),
    ratings: STARS.map((rating) => ({
      rating,
      value: tally.counts[`stars${rating}`],
      list: { ...list, ratings: [rating] },
    })),
  };
}
