/** Periods that are named rather than chosen by their days: what is saved with one moves on with the calendar. */
export const NAMED_PERIODS = [
  'yesterday',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
  'last-30-days',
  'last-12-months',
] as const;
export type NamedPeriod = (typeof NAMED_PERIODS)[number];

/** The one that is shown where nothing is chosen. */
export const USUAL_PERIOD: NamedPeriod = 'last-30-days';

type Span = readonly [from: Date, to: Date];

/** The day so many days, or months from its own on, later; a day too many goes on in the month after. */
function moved(day: Date, days: number, months = 0): Date {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, day.getUTCDate() + days));
}

const firstOfMonth = (day: Date, months = 0): Date => moved(moved(day, 1 - day.getUTCDate()), 0, months);
const monday = (day: Date): Date => moved(day, -((day.getUTCDay() + 6) % 7));

const SPANS: Readonly<Record<NamedPeriod, (today: Date) => Span>> = {
  yesterday: (today) => [moved(today, -1), moved(today, -1)],
  'this-week': (today) => [monday(today), today],
  'last-week': (today) => [moved(monday(today), -7), moved(monday(today), -1)],
  'this-month': (today) => [firstOfMonth(today), today],
  'last-month': (today) => [firstOfMonth(today, -1), moved(firstOfMonth(today), -1)],
  'last-30-days': (today) => [moved(today, -29), today],
  'last-12-months': (today) => [firstOfMonth(today, -11), today],
};

/**
 * The days of a named period, both included: weeks begin on Monday, and what is not over yet ends today.
 *
 * @param today such as 2026-03-29, in the portal's time zone.
 */
export function namedPeriod(
  name: NamedPeriod,
  today: string,
): { readonly from: string; readonly to: string } {
  const [from, to] = SPANS[name](new Date(`${today}T00:00:00Z`)).map((day) => day.toISOString().slice(0, 10));
  return { from: from ?? today, to: to ?? today };
}
