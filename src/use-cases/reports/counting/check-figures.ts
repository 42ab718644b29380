import { presentMoment } from '../../../database/present-moment.ts';
import { select } from '../../../database/select.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import { log } from '../../../log.ts';
import { COUNTED } from '../../../models/daily-figure.ts';
import { portalZone } from '../../targets/portal-zone.ts';
import { countDays, LEVELS, type DayTally } from './count-days.ts';
import { daysAfter, stretchesOf, type Day } from './days.ts';
import { firstDay } from './first-day.ts';
import { keepDays, STORED, tallyOf, type StoredRow } from './keep-days.ts';
import { lockState } from './state.ts';

/** The kind of the job that compares the daily figures with the complaints. */
export const CHECKING = 'figures.check';

/** Days that are compared in one transaction. */
const DAYS = 7;
/** For so long one job goes on, in milliseconds; the rest is done by one that follows. */
const LONGEST_MS = 15_000;
/** The level at which all parts are told apart. */
const FINEST = Math.max(...LEVELS);

/** What is counted of a day and part, as one text that is the same where nothing differs. */
function signature({ day, department, type, engineer, tally }: DayTally): string {
  return [day, department, type, engineer, ...COUNTED.map((name) => tally.counts[name])].join(' ');
}

async function storedOf(first: Day, last: Day): Promise<DayTally[]> {
  const sql = `SELECT ${STORED} FROM daily_figures WHERE level = ${FINEST} AND day >= $first AND day <= $last`;
  const rows = await select<StoredRow>(sql, { first, last });
  return rows.map((row) => ({ ...row, tally: tallyOf(row) }));
}

/** The days that differ. */
function differences(stored: readonly DayTally[], counted: readonly DayTally[]): Day[] {
  const known = new Set(stored.map(signature));
  const right = new Set(counted.map(signature));
  const wrong = [
    ...stored.filter((one) => !right.has(signature(one))),
    ...counted.filter((one) => !known.has(signature(one))),
  ];
  return [...new Set(wrong.map(({ day }) => day))];
}

/** The first day of which anything is known or stored. */
async function earliest(timeZone: string): Promise<Day | undefined> {
  const sql = 'SELECT MIN(day) AS day FROM daily_figures WHERE level = 0 AND day > 9999999';
  const [row] = await select<{ day: Day | null }>(sql, {});
  const days = [row?.day, await firstDay(timeZone)].filter((day) => typeof day === 'number');
  return days.length === 0 ? undefined : Math.min(...days);
}

interface Checked {
  /** The last day that was compared; undefined: there are no more. */
  readonly last: Day | undefined;
  readonly mended: number;
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
    const stretch = [{ first, last }];
    const counted = await countDays(stretch, timeZone);
    const wrong = differences(await storedOf(first, last), counted);
    if (wrong.length > 0) {
      log.warn({ days: wrong }, 'daily figures differed from the complaints and were counted anew');
      const right = counted.filter(({ day }) => wrong.includes(day));
      await keepDays(stretchesOf(wrong), right);
    }
    await state.update({ mended: state.mended + wrong.length });
    return { last, mended: wrong.length };
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
 * @returns how many days were put right by this job.
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
