import { select, storedMoment } from '../../../database/select.ts';
import { keptShortly } from '../../../journal/kept.ts';
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
  /** Days up to this one are stored, but for those that were counted now; 0: none. */
  readonly through: Day;
  /** The days that were counted now. */
  readonly live: ReadonlySet<Day>;
  readonly tallies: readonly DayTally[];
  /** Days that are stored as they were a while ago, or not at all yet. */
  readonly beingCounted: number;
}

/** The days up to today that were never counted. */
async function uncounted(through: Day, today: Day, timeZone: string): Promise<Day[]> {
  if (through > 0) return daysFrom(daysAfter(through, 1), today);
  const first = (await firstDay(timeZone)) ?? today;
  return daysFrom(Math.min(first, today), today);
}

async function areFew(since: Day, timeZone: string): Promise<boolean> {
  const rows = await select<{ n: number }>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM complaints WHERE created_at >= $since LIMIT ${MOST_COMPLAINTS + 1}) AS matching`,
    { since: storedMoment(new Date(beginOfDay(since, timeZone))) },
  );
  return (rows[0]?.n ?? 0) <= MOST_COMPLAINTS;
}

/** Which days are counted now, and of how many that is left to the job. */
async function chooseDays(now: Date, timeZone: string): Promise<Omit<Source, 'tallies'>> {
  const today = dayOfMoment(now, timeZone);
  const state = await readState(timeZone);
  const through = Math.min(state?.throughDay ?? 0, daysAfter(today, -1));
  const missing = await uncounted(through, today, timeZone);
  const [firstMissing = today] = missing;
  const areCounted = missing.length <= MOST_DAYS + 1 || (await areFew(firstMissing, timeZone));
  const touched =
    state === undefined
      ? undefined
      : await touchedDays(state.followedEventId, ANY_EVENT, MOST_EVENTS, timeZone);
  const past = [...(touched?.days ?? [])].filter((day) => day <= through);
  const isTooMuch = past.length > MOST_DAYS || touched?.everything === true || touched?.more === true;
  return {
    timeZone,
    today,
    through,
    live: new Set([...(areCounted ? missing : [today]), ...(isTooMuch ? [] : past)]),
    beingCounted: (areCounted ? 0 : missing.length - 1) + (isTooMuch ? Math.max(1, past.length) : 0),
  };
}

/** Opens what figures come from: nothing in it is older than a second, but for days that are being counted. */
export async function openSource(now: Date, timeZone: string): Promise<Source> {
  return keptShortly(`figures of ${timeZone}`, async () => {
    const chosen = await chooseDays(now, timeZone);
    return { ...chosen, tallies: await countDays(stretchesOf(chosen.live), timeZone) };
  });
}
