import { Temporal } from 'temporal-polyfill';
import type { ReportRhythm } from '../../../models/saved-report.ts';
import { dayOfMoment, daysAfter, dayText, monthOf, daysOfMonth, type Day } from '../counting/days.ts';
import { mondayOf } from '../period.ts';

/** By the clocks of the day: what happened until midnight is counted by then. */
const EARLY = '06:00';
const DAYS_OF_WEEK = 7;

function nextDay(every: Exclude<ReportRhythm, 'never'>, today: Day): Day {
  if (every === 'daily') return daysAfter(today, 1);
  if (every === 'weekly') return daysAfter(mondayOf(today), DAYS_OF_WEEK);
  return daysAfter(daysOfMonth(monthOf(today)).last, 1);
}

/** When a report is made next: early on the next day, Monday or first of a month; null: never. */
export function nextTime(every: ReportRhythm, now: Date, timeZone: string): Date | null {
  if (every === 'never') return null;
  const day = Temporal.PlainDate.from(dayText(nextDay(every, dayOfMoment(now, timeZone))));
  return new Date(day.toZonedDateTime({ timeZone, plainTime: EARLY }).epochMilliseconds);
}
