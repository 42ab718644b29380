import { Temporal } from 'temporal-polyfill';
import { MINUTE_MS } from '../../durations.ts';
import type { Span, WeeklyHours } from '../../models/weekly-hours.ts';

/** When work is done. */
export interface WorkingCalendar {
  /** An IANA zone, in which the hours are meant. */
  readonly timeZone: string;
  readonly hours: WeeklyHours;
  /** Days such as 2026-12-25 on which nobody works. */
  readonly holidays: ReadonlySet<string>;
}

/** From one moment to another, in milliseconds since 1970. */
export type Interval = readonly [from: number, to: number];

/** Days that are kept in memory; each takes some conversions of a tenth of a millisecond to work out. */
const KEPT = 20_000;
const kept = new Map<string, readonly Interval[]>();

/** The day that a moment lies in, in a zone. */
export function dayAt(at: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** The stretches of a day in each of which its clock runs evenly, with what it shows at the beginning of each. */
function evenStretches(day: Temporal.PlainDate, timeZone: string): { interval: Interval; offset: number }[] {
  const end = day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  const stretches: { interval: Interval; offset: number }[] = [];
  let start = day.toZonedDateTime(timeZone);
  while (start.epochMilliseconds < end) {
    const change = start.getTimeZoneTransition('next')?.epochMilliseconds ?? end;
    const to = Math.min(change, end);
    stretches.push({ interval: [start.epochMilliseconds, to], offset: start.offsetNanoseconds / 1e6 });
    start = Temporal.Instant.fromEpochMilliseconds(to).toZonedDateTimeISO(timeZone);
  }
  return stretches;
}

/** Where the clock is put back, an hour of work comes twice; where it is put forward, a part of it never comes. */
function workOut(day: Temporal.PlainDate, timeZone: string, spans: readonly Span[]): readonly Interval[] {
  const midnight = Date.UTC(day.year, day.month - 1, day.day);
  return evenStretches(day, timeZone).flatMap(({ interval, offset }) =>
    spans
      .map(([from, to]): Interval => {
        const begins = midnight + from * MINUTE_MS - offset;
        const ends = midnight + to * MINUTE_MS - offset;
        return [Math.max(begins, interval[0]), Math.min(ends, interval[1])];
      })
      .filter(([from, to]) => from < to),
  );
}

/** When a calendar is open on a day, in order. */
export function openOn(calendar: WorkingCalendar, day: Temporal.PlainDate): readonly Interval[] {
  const { timeZone, hours, holidays } = calendar;
  const date = day.toString();
  const spans = holidays.has(date) ? [] : (hours[day.dayOfWeek - 1] ?? []);
  if (spans.length === 0) return [];
  const key = `${date} ${timeZone} ${spans.join(' ')}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= KEPT) kept.clear();
  const intervals = workOut(day, timeZone, spans);
  kept.set(key, intervals);
  return intervals;
}
