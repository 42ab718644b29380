import { dayAt, openOn, type WorkingCalendar } from './open-hours.ts';

/** Days that are looked through; what is not open for so long is taken to be shut for ever. */
const MOST_DAYS = 3660;

/**
 * The moment at which a calendar has been open for so long since another one: the end of a day's work rather than the
 * beginning of the next. Null where that is not within ten years.
 *
 * @param workMs in milliseconds; 0 asks for the first moment of work from `since` on.
 */
export function addWorkingTime(calendar: WorkingCalendar, since: Date, workMs: number): Date | null {
  const start = since.getTime();
  let left = workMs;
  let day = dayAt(start, calendar.timeZone);
  for (let days = 0; days < MOST_DAYS; days += 1) {
    for (const [from, to] of openOn(calendar, day)) {
      if (to <= start) continue;
      const begins = Math.max(from, start);
      if (left <= to - begins) return new Date(begins + left);
      left -= to - begins;
    }
    day = day.add({ days: 1 });
  }
  return null;
}

/** For how long a calendar is open between two moments, in milliseconds. */
export function workingTimeBetween(calendar: WorkingCalendar, since: Date, until: Date): number {
  const [start, end] = [since.getTime(), until.getTime()];
  if (end <= start) return 0;
  const last = dayAt(end, calendar.timeZone).toString();
  let sum = 0;
  for (let day = dayAt(start, calendar.timeZone); ; day = day.add({ days: 1 })) {
    for (const [from, to] of openOn(calendar, day))
      sum += Math.max(0, Math.min(to, end) - Math.max(from, start));
    if (day.toString() >= last) return sum;
  }
}

/** Whether a calendar is open at a moment. */
export function isOpenAt(calendar: WorkingCalendar, moment: Date): boolean {
  const at = moment.getTime();
  return openOn(calendar, dayAt(at, calendar.timeZone)).some(([from, to]) => from <= at && at < to);
}
