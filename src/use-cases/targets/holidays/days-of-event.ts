import { DAY_MS } from '../../../durations.ts';
import {
  durationIn,
  inDays,
  instantOf,
  linesOf,
  momentOf,
  textOf,
  Unread,
  wholeDays,
  type IcsMoment,
} from './moments.ts';
import type { IcsEvent } from './read-ics.ts';
import { dayNumber, yearlyDays, yearlyRule, type DayNumber } from './yearly.ts';

type ReadableEvent = NonNullable<IcsEvent>;

/** From which year to which, both of them among it. */
export interface Years {
  readonly from: number;
  readonly to: number;
}

/** More are no holiday but a mistake. */
const MOST_DAYS = 60;

const text = (event: ReadableEvent, name: string): string => textOf(linesOf(event, name)[0]?.values[0]);

/**
 * When an event begins or ends. Outlook marks days that it writes as times, of a zone that it has a name of its own for.
 */
function edgeOf(event: ReadableEvent, name: 'dtstart' | 'dtend'): IcsMoment | undefined {
  const [line] = linesOf(event, name);
  if (line === undefined) return undefined;
  if (text(event, 'x-microsoft-cdo-alldayevent').toUpperCase() !== 'TRUE')
    return momentOf(line.values[0], line);
  const { date, time, zone } = momentOf(line.values[0], { ...line, parameters: {} });
  return { date, time: zone === undefined ? undefined : time, zone };
}

function beginningOf(event: ReadableEvent): IcsMoment {
  const start = edgeOf(event, 'dtstart');
  if (start === undefined) throw new Unread('It is not said when it begins.');
  return start;
}

function untilOf(value: unknown): DayNumber {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  const day = dayNumber(textOf(value).slice(0, 10));
  if (Number.isNaN(day)) throw new Unread('Its last year cannot be read.');
  // In UTC a day may end before it begins here.
  return textOf(value).endsWith('Z') ? day + 1 : day;
}

function repeated(event: ReadableEvent, start: IcsMoment, years: Years): DayNumber[] {
  const rules = linesOf(event, 'rrule');
  if (rules.length === 0) return [dayNumber(start.date)];
  const rule = yearlyRule.safeParse(rules[0]?.values[0]);
  if (!rule.success || rules.length > 1)
    throw new Unread('It repeats in a way that is not read: only holidays that come every year are.');
  const days = yearlyDays(rule.data, start.date, untilOf(rule.data.until), {
    ...years,
    from: years.from - 1,
  });
  if (days === undefined) throw new Unread('It is counted from too long ago.');
  return days;
}

/** The days of lines such as EXDATE, which may hold several. */
function daysIn(event: ReadableEvent, name: string): DayNumber[] {
  return linesOf(event, name).flatMap((line) =>
    line.values.map((value) => dayNumber(momentOf(value, { ...line, parameters: {} }).date)),
  );
}

function requireShort(days: number): void {
  if (days > MOST_DAYS) throw new Unread(`It lasts longer than ${MOST_DAYS} days.`);
}

/** Gives the whole days of an event were it to begin on a day, its own or one on which it comes again. */
function coveredFrom(event: ReadableEvent, start: IcsMoment, zone: string): (day: DayNumber) => DayNumber[] {
  const own = dayNumber(start.date);
  const end = edgeOf(event, 'dtend');
  const lasts = durationIn(event) ?? 0;
  if (start.time === undefined) {
    const length = end === undefined ? inDays(lasts) : Math.max(1, dayNumber(end.date) - own);
    requireShort(length);
    return (day) => Array.from({ length }, (_one, index) => day + index);
  }
  return (day) => {
    const from = instantOf(start, zone, day - own);
    const to = end === undefined ? from + lasts : instantOf(end, zone, day - own);
    requireShort((to - from) / DAY_MS);
    const days = wholeDays(from, to, zone);
    if (days.length === 0) throw new Unread(`It does not last a whole day in ${zone}.`);
    return days;
  };
}

/**
 * The days of an event within some years, in the zone of a calendar.
 *
 * @param moved days on which a repetition would begin that another event tells of.
 * @throws Unread with why it gives none.
 */
export function daysOfEvent(
  event: ReadableEvent,
  zone: string,
  years: Years,
  moved: ReadonlySet<DayNumber>,
): DayNumber[] {
  if (text(event, 'status').toUpperCase() === 'CANCELLED') throw new Unread('It was cancelled.');
  const start = beginningOf(event);
  const left = new Set([...daysIn(event, 'exdate'), ...moved]);
  const begins = [...new Set([...repeated(event, start, years), ...daysIn(event, 'rdate')])];
  const covered = coveredFrom(event, start, zone);
  const [first, after] = [dayNumber(`${years.from}-01-01`), dayNumber(`${years.to + 1}-01-01`)];
  // A repetition of another year is not looked at: it may begin on a day that no clock knows.
  return begins
    .filter((day) => !left.has(day) && day >= first - MOST_DAYS && day < after + 1)
    .flatMap(covered)
    .filter((day) => day >= first && day < after);
}
