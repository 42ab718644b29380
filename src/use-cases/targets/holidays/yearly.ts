import { z } from 'zod';
import { DAY_MS } from '../../../durations.ts';

/** A day as the number of days since 1970. */
export type DayNumber = number;

/** The number of a day such as 2026-12-25. */
export function dayNumber(date: string): DayNumber {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** A day such as 2026-12-25. */
export function dateOf(day: DayNumber): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const ALL_MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
/** A rule that counts its days has to be walked through from its beginning. */
const FIRST_COUNTED_YEAR = 1990;

const several = <Item extends z.ZodType>(item: Item) =>
  z
    .union([item, z.array(item)])
    .transform((value): z.output<Item>[] => [value].flat() as z.output<Item>[])
    .default([]);

const weekday = z
  .string()
  .regex(/^[+-]?\d{0,2}(SU|MO|TU|WE|TH|FR|SA)$/)
  .transform((text) => ({ nth: Number.parseInt(text, 10) || 0, weekday: WEEKDAYS.indexOf(text.slice(-2)) }));

/** Rules that are understood: those by which holidays come every year. */
export const yearlyRule = z.strictObject({
  freq: z.literal('YEARLY'),
  interval: z.number().int().min(1).max(100).default(1),
  count: z.number().int().min(1).optional(),
  until: z.unknown().optional(),
  bymonth: several(z.number().int().min(1).max(12)),
  bymonthday: several(z.number().int().min(-31).max(31)),
  byday: several(weekday),
  wkst: z.unknown().optional(),
});

/** A rule by which a holiday comes every year. */
export type YearlyRule = z.output<typeof yearlyRule>;

/** The number of the first day of a month, of which there may be more than twelve. */
function monthBegins(year: number, month: number): DayNumber {
  return Date.UTC(year, month - 1, 1) / DAY_MS;
}

/** Days from one to before another. */
type Span = readonly [first: DayNumber, after: DayNumber];

function weekdaysIn([first, after]: Span, { byday }: YearlyRule): DayNumber[] {
  return byday.flatMap(({ nth, weekday: wanted }) => {
    // 1970 began with a Thursday.
    const begins = first + ((((wanted - first - 4) % 7) + 7) % 7);
    const count = Math.ceil((after - begins) / 7);
    if (nth === 0) return Array.from({ length: count }, (_one, index) => begins + 7 * index);
    const place = nth > 0 ? nth - 1 : count + nth;
    return place >= 0 && place < count ? [begins + 7 * place] : [];
  });
}

/** By weekdays, by days of the month, or by weekdays that are such days. */
function daysIn([first, after]: Span, rule: YearlyRule, monthDays: readonly number[]): DayNumber[] {
  const ofMonth = monthDays
    .map((n) => (n > 0 ? first + n - 1 : after + n))
    .filter((day) => day >= first && day < after);
  if (rule.byday.length === 0) return ofMonth;
  const weekdays = weekdaysIn([first, after], rule);
  return monthDays.length === 0 ? weekdays : weekdays.filter((day) => ofMonth.includes(day));
}

function daysOfYear(year: number, rule: YearlyRule, start: { month: number; day: number }): DayNumber[] {
  const { bymonth, bymonthday, byday } = rule;
  const isPlain = bymonthday.length === 0 && byday.length === 0;
  const isOfYear = bymonth.length === 0 && bymonthday.length === 0 && !isPlain;
  const months = bymonth.length > 0 ? bymonth : isPlain ? [start.month] : ALL_MONTHS;
  const spans = isOfYear
    ? [[monthBegins(year, 1), monthBegins(year, 13)] as const]
    : months.map((month) => [monthBegins(year, month), monthBegins(year, month + 1)] as const);
  const days = spans.flatMap((span) => daysIn(span, rule, isPlain ? [start.day] : bymonthday));
  return [...new Set(days)].toSorted((one, other) => one - other);
}

/**
 * The days on which an event begins that comes every year, from one year to another; undefined where its rule counts from
 * too long ago.
 *
 * @param until the last day on which it may begin.
 */
export function yearlyDays(
  rule: YearlyRule,
  start: string,
  until: DayNumber,
  years: { readonly from: number; readonly to: number },
): DayNumber[] | undefined {
  const [first = 0, month = 0, day = 0] = start.split('-').map(Number);
  if (rule.count !== undefined && first < FIRST_COUNTED_YEAR) return undefined;
  const { interval } = rule;
  const skipped = rule.count === undefined ? Math.max(0, Math.ceil((years.from - first) / interval)) : 0;
  const begins = dayNumber(start);
  const days: DayNumber[] = [];
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  for (let year = first + skipped * interval; year <= years.to && left > 0; year += interval) {
    const own = daysOfYear(year, rule, { month, day }).filter((one) => one >= begins && one <= until);
    const taken = own.slice(0, left);
    left -= taken.length;
    if (year >= years.from) days.push(...taken);
  }
  return days;
}
