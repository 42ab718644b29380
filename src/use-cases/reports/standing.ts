import { dayText } from './counting/days.ts';
import { readDays, type DayCounts, type Days, type Filters } from './counting/read-figures.ts';
import type { Source } from './counting/source.ts';
import type { Figure, Standing } from './figures.ts';
import { complaints, happened, listOf } from './lists.ts';
import { daysBefore, mondayOf } from './period.ts';
import { sumOf, type Pile } from './piles.ts';
import { hideFigure } from './uncounted.ts';

/** What was counted on some of the days. */
export function within(
  days: DayCounts,
  { first, last }: Days,
  what: 'filed' | 'resolved' | 'ended' | 'reopened',
): number {
  let sum = 0;
  for (const [day, counts] of days) if (day >= first && day <= last) sum += counts[what];
  return sum;
}

/** How things stand, by the filters of a report. */
export async function readStanding(
  source: Source,
  piles: readonly Pile[],
  filters: Filters,
): Promise<Standing> {
  const today = { first: source.today, last: source.today };
  const week = { first: mondayOf(source.today), last: source.today };
  const lastWeek = daysBefore(week);
  const days = await readDays(source, { first: lastWeek.first, last: source.today }, filters);
  const ofDays = (what: 'filed' | 'resolved', period: Days, before?: Days): Figure =>
    hideFigure(
      complaints(
        within(days, period, what),
        listOf(filters, happened(what, period)),
        before && within(days, before, what),
      ),
      { now: period.first <= source.uncounted, before: (before?.first ?? source.today) <= source.uncounted },
    );
  const now = (what: 'open' | 'overdue' | 'dueToday', list: Parameters<typeof listOf>[1]): Figure =>
    complaints(sumOf(piles, what), listOf(filters, list));
  const day = dayText(source.today);
  return {
    open: now('open', { view: 'open' }),
    unassigned: complaints(
      sumOf(piles, 'open', ({ engineer }) => engineer === 0),
      listOf(filters, { view: 'unassigned' }),
    ),
    overdue: now('overdue', { view: 'overdue' }),
    dueToday: now('dueToday', { view: 'open', dueFrom: day, dueTo: day }),
    filedToday: ofDays('filed', today),
    resolvedToday: ofDays('resolved', today),
    filedThisWeek: ofDays('filed', week, lastWeek),
    resolvedThisWeek: ofDays('resolved', week, lastWeek),
  };
}
