import { select, storedMoment } from '../../../database/select.ts';
import { keptShortly } from '../../../journal/kept.ts';
import { forgetTargets } from '../../targets/targets-in-force.ts';
import { countDays, type DayTally } from './count-days.ts';
import { beginOfDay, dayOfMoment, daysAfter, daysFrom, stretchesOf, type Day } from './days.ts';
import { firstDay } from './first-day.ts';
import { readState } from './state.ts';
import { touchedDays } from './touched-days.ts';

/** Most days of the past that whoever asks counts themselves, and most complaints where there are more days. */
const MOST_DAYS = 10;
const MOST_COMPLAINTS = 5000;
/** Most events that are looked at for such days. */
const MOST_EVENTS = 2000;
const ANY_EVENT = 2_147_483_647;

/** Where figures come from: most days are stored, and some are counted as they are asked for. */
export interface Source {
  readonly timeZone: string;
  readonly today: Day;
  /** Days from the one to the other are stored, but for those that were counted now; `through` 0: none. */
  readonly since: Day;
  readonly through: Day;
  /** The days that were counted now. */
  readonly live: ReadonlySet<Day>;
  readonly tallies: readonly DayTally[];
  /** The last day that was never counted; 0: all were. */
  readonly uncounted: Day;
  /** Days that are stored as they were up to a minute ago, or not at all yet. */
  readonly beingCounted: number;
}

/** The days up to today that were never counted, the newest first. */
async function missingDays({ since, through, today, timeZone }: Stored): Promise<Day[]> {
  const first = Math.min((await firstDay(timeZone)) ?? today, today);
  if (through === 0) return daysFrom(first, today).toReversed();
  const before = since === 0 ? [] : daysFrom(first, daysAfter(since, -1));
  return [...before, ...daysFrom(daysAfter(through, 1), today)].toReversed();
}

async function areFew(since: Day, timeZone: string): Promise<boolean> {
  const rows = await select<{ n: number }>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM complaints WHERE created_at >= $since LIMIT ${MOST_COMPLAINTS + 1}) AS matching`,
    { since: storedMoment(new Date(beginOfDay(since, timeZone))) },
  );
  return (rows[0]?.n ?? 0) <= MOST_COMPLAINTS;
}

/** Of days, the newest first, those that whoever asks can count: some, and all of them where that is little work. */
async function affordable(days: readonly Day[], timeZone: string): Promise<readonly Day[]> {
  const oldest = days.at(-1);
  if (oldest === undefined || days.length <= MOST_DAYS + 1) return days;
  return (await areFew(oldest, timeZone)) ? days : days.slice(0, MOST_DAYS + 1);
}

type Stored = Pick<Source, 'since' | 'through' | 'today' | 'timeZone'>;

/** The stored days that are as targets and calendars were before, until the job has counted them anew. */
async function staleDays({ since, through, timeZone }: Stored, recountDay: Day): Promise<Day[]> {
  if (recountDay === 0) return [];
  const first = Math.max(since, (await firstDay(timeZone)) ?? through);
  return daysFrom(first, Math.min(recountDay, through));
}

/** What is stored, and which days of it are to be counted anew, the newest first; `more`: there may be others. */
async function readStored(today: Day, timeZone: string) {
  const nothing = { stored: { since: 0, through: 0, today, timeZone }, past: [], more: false };
  const state = await readState(timeZone);
  if (state === undefined) return nothing;
  const touched = await touchedDays(state.followedEventId, ANY_EVENT, MOST_EVENTS, timeZone);
  // What is stored is wrong all over, and soon forgotten.
  if (touched.everything) return nothing;
  if (touched.recount) forgetTargets();
  const [since, through] = [state.sinceDay, Math.min(state.throughDay, daysAfter(today, -1))];
  const stored = { since, through, today, timeZone };
  const stale = await staleDays(stored, touched.recount ? through : state.recountDay);
  const past = new Set([...touched.days, ...stale].filter((day) => day <= through && day >= since));
  return { stored, past: [...past].toSorted((a, b) => b - a), more: touched.more };
}

/** Which days are counted now, and of how many that is left to the job. */
async function chooseDays(now: Date, timeZone: string): Promise<Omit<Source, 'tallies'>> {
  const { stored, past, more } = await readStored(dayOfMoment(now, timeZone), timeZone);
  const missing = await missingDays(stored);
  const counted = await affordable(missing, timeZone);
  const touched = await affordable(past, timeZone);
  return {
    ...stored,
    live: new Set([...counted, ...touched]),
    uncounted: missing[counted.length] ?? 0,
    beingCounted: missing.length - counted.length + past.length - touched.length + (more ? 1 : 0),
  };
}

/** Opens what figures come from: nothing in it is older than a second, but for days that are being counted; those that are stored are a minute old at most. */
export async function openSource(now: Date, timeZone: string): Promise<Source> {
  return keptShortly(`figures of ${timeZone}`, async () => {
    const chosen = await chooseDays(now, timeZone);
    return { ...chosen, tallies: await countDays(stretchesOf(chosen.live), timeZone) };
  });
}
