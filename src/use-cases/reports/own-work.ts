import { URGENCIES } from '../../models/complaint.ts';
import type { Person } from '../../policies/actor.ts';
import { daysAfter, dayText } from './counting/days.ts';
import { readDays, readSum, type Filters } from './counting/read-figures.ts';
import type { Source } from './counting/source.ts';
import type { Figure, OwnWork } from './figures.ts';
import { complaints, happened, listOf } from './lists.ts';
import { mondayOf } from './period.ts';
import { sumOf, type Pile } from './piles.ts';
import { within } from './standing.ts';
import { ratingOf } from './times.ts';
import { hideFigure } from './uncounted.ts';

/** Ratings of so many days are told. */
const RATED_DAYS = 365;

function urgenciesOf(piles: readonly Pile[], own: Filters, today: string): OwnWork['urgencies'] {
  return URGENCIES.toReversed().map((urgency) => {
    const isMeant = (pile: Pile): boolean => pile.urgency === urgency;
    const list = listOf(own, { view: 'open', urgencies: [urgency] });
    return {
      urgency,
      open: complaints(sumOf(piles, 'open', isMeant), list),
      due: complaints(sumOf(piles, 'pressing', isMeant), { ...list, dueTo: today }),
    };
  });
}

/**
 * What somebody has to do, and what became of what they did.
 *
 * @param unsolved theirs and what nobody has are among it.
 */
export async function readOwnWork(
  source: Source,
  { id }: Person,
  unsolved: readonly Pile[],
): Promise<OwnWork> {
  const { today } = source;
  const own: Filters = { department: null, type: null, engineer: id };
  const piles = unsolved.filter(({ engineer }) => engineer === id);
  const free = unsolved.filter(({ engineer }) => engineer === 0);
  const week = { first: mondayOf(today), last: today };
  const year = { first: daysAfter(today, 1 - RATED_DAYS), last: today };
  const resolved = within(await readDays(source, week, own), week, 'resolved');
  const tally = await readSum(source, year, own);
  const count = (what: 'open' | 'overdue' | 'dueToday', list: Parameters<typeof listOf>[1]): Figure =>
    complaints(sumOf(piles, what), listOf(own, list));
  const day = dayText(today);
  return {
    urgencies: urgenciesOf(piles, own, day),
    open: count('open', { view: 'open' }),
    overdue: count('overdue', { view: 'overdue' }),
    dueToday: count('dueToday', { view: 'open', dueFrom: day, dueTo: day }),
    waiting: complaints(
      sumOf(piles, 'open', ({ category }) => category === 'pending'),
      listOf(own, { view: 'waiting' }),
    ),
    unassigned: complaints(sumOf(free, 'open'), { view: 'unassigned' }),
    resolvedThisWeek: hideFigure(complaints(resolved, listOf(own, happened('resolved', week))), {
      now: week.first <= source.uncounted,
      before: false,
    }),
    rating: hideFigure(ratingOf({ days: year, filters: own, tally, before: undefined }), {
      now: year.first <= source.uncounted,
      before: false,
    }),
  };
}
