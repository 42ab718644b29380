import { DAY_MS } from '../../durations.ts';

/** Beginnings of days by day and zone: every list asks for that of tomorrow, and it takes long to find. */
const beginnings = new Map<string, number>();
const MOST_BEGINNINGS = 1000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, ...numeric, ...time });
  formats.set(timeZone, format);
  return format;
}

/** What clocks of the zone show at a moment, as if it were UTC, in milliseconds. */
function wallClock(at: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/**
 * The first moment of a day in a time zone. Where clocks are put forward at midnight, that is no midnight.
 *
 * @param day any moment of the day by UTC.
 * @param after so many days later.
 */
export function startOfDay(day: Date, after: number, timeZone: string): Date {
  const midnight = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + after);
  const key = `${midnight} ${timeZone}`;
  const known = beginnings.get(key) ?? beginningOf(midnight, timeZone);
  if (beginnings.size >= MOST_BEGINNINGS) beginnings.clear();
  beginnings.set(key, known);
  return new Date(known);
}

/**
 * A moment at which clocks of a time zone show this, either of both in an hour that comes twice; the first one after it
 * where it is left out.
 *
 * @param shown what they show, as if it were UTC.
 */
export function momentAt(shown: Date, timeZone: string): Date {
  const part = shown.getUTCMilliseconds();
  return new Date(beginningOf(shown.getTime() - part, timeZone) + part);
}

function beginningOf(shown: number, timeZone: string): number {
  // Between these, clocks of every zone come to it; they show ever later times, but for an hour put back.
  let [before, at] = [shown - DAY_MS, shown + DAY_MS];
  while (at - before > 1000) {
    const middle = before + Math.floor((at - before) / 2000) * 1000;
    if (wallClock(middle, timeZone) >= shown) at = middle;
    else before = middle;
  }
  return at;
}
