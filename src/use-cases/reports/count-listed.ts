import { isDay } from '../records/listing/filters.ts';
import type { QueueFilters, QueueView } from '../complaints/queue/queue-filter.ts';
import { daysAfter, dayOf } from './counting/days.ts';
import { readDays, readSum, type Filters } from './counting/read-figures.ts';
import { openSource } from './counting/source.ts';
import type { Tally } from './counting/tally.ts';
import { readPiles, sumOf } from './piles.ts';
import { openAt } from './series.ts';

/** What the queue is asked for, but for a search. */
export type Asked = Omit<QueueFilters, 'title'> & { readonly view: QueueView };

const STARS = [1, 2, 3, 4, 5] as const;

/** How many of those that have a target kept it, or missed it. */
function ofTarget(
  chosen: readonly ('kept' | 'missed')[],
  { all, due, kept }: { readonly all: number; readonly due: number; readonly kept: number },
): number {
  if (chosen.length === 0) return all;
  return (chosen.includes('kept') ? kept : 0) + (chosen.includes('missed') ? due - kept : 0);
}

/** What happened on days, by the filters that say so: the days, what further narrows it down, and how many there were. */
const HAPPENINGS: readonly {
  readonly from: 'createdFrom' | 'answeredFrom' | 'resolvedFrom' | 'ratedFrom';
  readonly to: 'createdTo' | 'answeredTo' | 'resolvedTo' | 'ratedTo';
  readonly also?: 'answerTargets' | 'resolutionTargets' | 'ratings';
  readonly count: (tally: Tally['counts'], asked: Asked) => number;
}[] = [
  { from: 'createdFrom', to: 'createdTo', count: ({ filed }) => filed },
  {
    from: 'answeredFrom',
    to: 'answeredTo',
    also: 'answerTargets',
    count: ({ answered: all, answered_due: due, answered_in_time: kept }, { answerTargets }) =>
      ofTarget(answerTargets, { all, due, kept }),
  },
  {
    from: 'resolvedFrom',
    to: 'resolvedTo',
    also: 'resolutionTargets',
    count: ({ resolved: all, resolved_due: due, resolved_in_time: kept }, { resolutionTargets }) =>
      ofTarget(resolutionTargets, { all, due, kept }),
  },
  {
    from: 'ratedFrom',
    to: 'ratedTo',
    also: 'ratings',
    count: (counts, { ratings }) =>
      STARS.filter((stars) => ratings.length === 0 || ratings.includes(stars)).reduce(
        (sum, stars) => sum + counts[`stars${stars}`],
        0,
      ),
  },
];

const isEmpty = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);

/** Whether nothing is asked for but these filters, and the parts that figures are told apart by. */
function isOf(asked: Asked, names: readonly string[]): boolean {
  const known = new Set(['view', 'departmentIds', 'typeIds', 'assigneeIds', ...names]);
  return (
    asked.view === 'all' && Object.entries(asked).every(([name, value]) => known.has(name) || isEmpty(value))
  );
}

function filtersOf({ departmentIds, typeIds, assigneeIds }: Asked): Filters | undefined {
  const all = [departmentIds, typeIds, assigneeIds];
  if (all.some(({ length }) => length > 1)) return undefined;
  const [department = null, type = null, engineer = null] = all.map(([id]) =>
    id === undefined ? null : id === 'none' ? 0 : id,
  );
  return { department, type, engineer };
}

/** How many complaints were unsolved at the end of a day; undefined: that is not known yet. */
async function countOpen(text: string, filters: Filters, now: Date, timeZone: string) {
  const source = await openSource(now, timeZone);
  const { today } = source;
  const day = Math.min(dayOf(text), today);
  if (day < source.uncounted) return undefined;
  const open = sumOf(await readPiles(filters, now, today, timeZone), 'open');
  const counts = await readDays(source, { first: daysAfter(day, 1), last: today }, filters);
  return openAt({ today, open, counts }, day);
}

/**
 * How many complaints a list has that a figure leads to, by the same daily figures: however many there are, that is read
 * from some hundred rows. Undefined for every other list, and for days that were never counted.
 */
export async function countListed(asked: Asked, now: Date, timeZone: string): Promise<number | undefined> {
  const filters = filtersOf(asked);
  if (filters === undefined) return undefined;
  if (asked.openOn !== undefined && isOf(asked, ['openOn']))
    return countOpen(asked.openOn, filters, now, timeZone);
  for (const { from, to, also, count } of HAPPENINGS) {
    const [first, last] = [asked[from], asked[to]];
    if (first === undefined || last === undefined || !isDay(first) || !isDay(last)) continue;
    if (!isOf(asked, [from, to, also ?? from])) continue;
    const source = await openSource(now, timeZone);
    const days = { first: dayOf(first), last: Math.min(dayOf(last), source.today) };
    if (days.first <= source.uncounted) return undefined;
    return count((await readSum(source, days, filters)).counts, asked);
  }
  return undefined;
}
