import { Temporal } from 'temporal-polyfill';
import { dayOf, daysAfter, daysFrom, dayText, type Day } from './counting/days.ts';
import type { Days } from './counting/read-figures.ts';
import type { Step } from './figures.ts';

const DAYS_OF_WEEK = 7;

const plain = (day: Day): Temporal.PlainDate => Temporal.PlainDate.from(dayText(day));
const numbered = (day: Temporal.PlainDate): Day => dayOf(day.toString());

const isLastOfMonth = (day: Temporal.PlainDate): boolean => day.day === day.daysInMonth;

/** Of a month that is not over, or of whole months, the same part of the months before. */
function monthsBefore(from: Temporal.PlainDate, to: Temporal.PlainDate): Days | undefined {
  const months = (to.year - from.year) * 12 + to.month - from.month + 1;
  if (from.day !== 1 || !(months === 1 || isLastOfMonth(to))) return undefined;
  const last = to.subtract({ months });
  const end = isLastOfMonth(to) ? last.with({ day: last.daysInMonth }) : last;
  return { first: numbered(from.subtract({ months })), last: numbered(end) };
}

/**
 * The period with which one is compared: the same part of the week before, or of as many months before, else as many days
 * right before it.
 */
export function daysBefore({ first, last }: Days): Days {
  const length = daysFrom(first, last).length;
  const [from, to] = [plain(first), plain(last)];
  if (from.dayOfWeek === 1 && length <= DAYS_OF_WEEK)
    return { first: daysAfter(first, -DAYS_OF_WEEK), last: daysAfter(last, -DAYS_OF_WEEK) };
  return monthsBefore(from, to) ?? { first: daysAfter(first, -length), last: daysAfter(first, -1) };
}

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  return daysAfter(day, 1 - plain(day).dayOfWeek);
}

function endOfStep(day: Day, step: Step): Day {
  if (step === 'day') return day;
  if (step === 'week') return daysAfter(mondayOf(day), DAYS_OF_WEEK - 1);
  const { year, month, daysInMonth } = plain(day);
  return year * 10_000 + month * 100 + daysInMonth;
}

/** The days, weeks or months of a period; the first and the last end where it does. */
export function stepsOf({ first, last }: Days, step: Step): Days[] {
  const steps: Days[] = [];
  for (let day = first; day <= last;) {
    const end = Math.min(endOfStep(day, step), last);
    steps.push({ first: day, last: end });
    day = daysAfter(end, 1);
  }
  return steps;
}
