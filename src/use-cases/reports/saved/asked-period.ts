import { dayOf, dayOfMoment, daysAfter, dayText, type Day } from '../counting/days.ts';
import { namedPeriod, type NamedPeriod } from '../named-period.ts';
import type { SavedQuestion } from './report-noun.ts';

/** Named periods that are over at the beginning of a day. */
const OVER: ReadonlySet<NamedPeriod> = new Set(['yesterday', 'last-week', 'last-month']);

/** What a report that is kept asks at a moment; what is not over yet ends on that day. */
export function askedNow({ period, ...others }: SavedQuestion, now: Date, timeZone: string): object {
  const today = dayText(dayOfMoment(now, timeZone));
  return period === undefined ? others : { ...others, ...namedPeriod(period, today) };
}

/** Days that were chosen, without those that are not over; none of which are over stay. */
function endedBefore({ from, to }: Pick<SavedQuestion, 'from' | 'to'>, today: Day): object {
  const last = daysAfter(today, -1);
  if (from !== undefined && dayOf(from) > last) return {};
  return to === undefined || dayOf(to) > last ? { to: dayText(last) } : {};
}

/**
 * What it asks where the clock has it made, early on a day: of whole days, up to the day before. `This week` is all of the
 * week before on a Monday, `this month` all of the month before on its first day, and `last 30 days` are thirty days.
 *
 * @param meantAt for when it was to be made; it may be made later.
 */
export function askedByClock(question: SavedQuestion, meantAt: Date, timeZone: string): object {
  const { period, ...others } = question;
  const today = dayOfMoment(meantAt, timeZone);
  if (period === undefined) return { ...others, ...endedBefore(others, today) };
  const day = OVER.has(period) ? today : daysAfter(today, -1);
  return { ...others, ...namedPeriod(period, dayText(day)) };
}
