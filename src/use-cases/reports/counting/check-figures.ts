import { presentMoment } from '../../../database/present-moment.ts';
import { select } from '../../../database/select.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import { log } from '../../../log.ts';
import type { FiguresState } from '../../../models/figures-state.ts';
import { portalZone } from '../../targets/portal-zone.ts';
import { wrongDays, wrongMonths } from './compare-days.ts';
import { countDays, LEVELS } from './count-days.ts';
import { daysAfter, monthOf, stretchesOf, type Day } from './days.ts';
import { firstDay } from './first-day.ts';
import { keepDays, keepMonth } from './keep-days.ts';
import { lockState, newestEvent } from './state.ts';
import { touchedDays } from './touched-days.ts';

/** The kind of the job that compares the daily figures with the complaints. */
export const CHECKING = 'figures.check';

/** Days that are compared in one transaction. */
const DAYS = 7;
/** For so long one job goes on, in milliseconds; the rest is done by one that follows. */
const LONGEST_MS = 15_000;
/** Most events that are looked at for days which are to be counted anew anyway. */
const EVENTS = 2000;

/** The first day of which anything is known or stored. */
async function earliest(timeZone: string): Promise<Day | undefined> {
  // Of each level by itself, which is the first entry of its stretch of the key.
  const sql = LEVELS.map(
    (level) => `SELECT MIN(day) AS day FROM daily_figures WHERE level = ${level} AND day > 9999999`,
  ).join(' UNION ALL ');
  const rows = await select<{ day: Day | null }>(sql, {});
  const days = [...rows.map(({ day }) => day), await firstDay(timeZone)].filter(
    (day) => typeof day === 'number',
  );
  return days.length === 0 ? undefined : Math.min(...days);
}

interface Checked {
  /** The last day that was compared; undefined: there are no more. */
  readonly last: Day | undefined;
  /** Days, and months of right days, that were put right. */
  readonly mended: number;
}

/** How much was put right, and how much of it nobody awaited. */
interface Mended {
  readonly mended: number;
  readonly reported: number;
}

/** Which days may differ, since the job that follows the events has yet to count them anew. */
async function awaited(state: FiguresState, timeZone: string): Promise<(day: Day) => boolean> {
  const newest = await newestEvent();
  const touched = await touchedDays(state.followedEventId, newest, EVENTS, timeZone);
  const all = touched.more || touched.everything || touched.recount;
  return (day) => all || day <= state.recountDay || touched.days.has(day);
}

/** Compares some days, and the months that end among them, with the complaints; puts right what differs. */
async function mend(first: Day, last: Day, state: FiguresState, timeZone: string): Promise<Mended> {
  const counted = await countDays([{ first, last }], timeZone);
  const wrong = await wrongDays(first, last, counted);
  const isAwaited = await awaited(state, timeZone);
  const days = wrong.filter((day) => !isAwaited(day));
  const right = counted.filter(({ day }) => wrong.includes(day));
  // Before what is put right, which adds the months up anew.
  const months = await wrongMonths(first, last, state.throughDay);
  if (wrong.length > 0) await keepDays(stretchesOf(wrong), right);
  for (const month of months) await keepMonth(month);
  // A month of which a day was wrong is wrong with it.
  const alone = months.filter((month) => !wrong.map(monthOf).includes(month));
  if (days.length + alone.length > 0)
    log.warn({ days, months: alone }, 'daily figures differed from the complaints and were counted anew');
  return { mended: wrong.length + alone.length, reported: days.length + alone.length };
}

/** Compares the next days, and puts right what differs. */
async function checkSome(after: Day, timeZone: string): Promise<Checked> {
  return inTransaction(async () => {
    const state = await lockState(timeZone);
    const next = after > 0 ? daysAfter(after, 1) : await earliest(timeZone);
    if (next === undefined || next > state.throughDay) return { last: undefined, mended: 0 };
    const first = Math.max(next, state.sinceDay);
    if (first > state.throughDay) return { last: undefined, mended: 0 };
    const last = Math.min(daysAfter(first, DAYS - 1), state.throughDay);
    const { mended, reported } = await mend(first, last, state, timeZone);
    await state.update({ mended: state.mended + reported });
    return { last, mended };
  });
}

function startOf(payload: unknown): Day {
  const after = (payload as { readonly after?: unknown } | null)?.after;
  return typeof after === 'number' ? after : 0;
}

async function begin(after: Day, timeZone: string): Promise<void> {
  if (after > 0) return;
  await inTransaction(async () => {
    const state = await lockState(timeZone);
    await state.update({ checkedAt: presentMoment(), mended: 0 });
  });
}

/**
 * Compares all days that were counted with the complaints, some at a time, and counts those anew that differ: what came
 * into the database by another way than the portal, or was never told. Operators read of it in the log.
 *
 * @returns how many days, and months of right days, were put right by this job.
 */
export async function checkFigures(
  payload: unknown,
  signal?: AbortSignal,
  timeZone: string = portalZone(),
): Promise<number> {
  signal?.throwIfAborted();
  const end = performance.now() + LONGEST_MS;
  let after = startOf(payload);
  await begin(after, timeZone);
  let mended = 0;
  while (performance.now() < end) {
    signal?.throwIfAborted();
    const checked = await checkSome(after, timeZone);
    mended += checked.mended;
    if (checked.last === undefined) return mended;
    after = checked.last;
  }
  await inTransaction(() => enqueue(CHECKING, { after }));
  return mended;
}
