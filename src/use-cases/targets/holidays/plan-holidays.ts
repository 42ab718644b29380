import { createHash } from 'node:crypto';
import { ValidationError } from 'sequelize';
import { InvalidInputError } from '../../../errors.ts';
import { Holiday } from '../../../models/holiday.ts';
import { tidy } from '../../../models/text.ts';
import { daysOfEvent, type Years } from './days-of-event.ts';
import { linesOf, momentOf, textOf, Unread } from './moments.ts';
import type { IcsEvent } from './read-ics.ts';
import { dateOf, dayNumber, type DayNumber } from './yearly.ts';

/** More days at once are told of by nobody. */
const MOST_DAYS = 1000;

/** What becomes of a day of the file. */
export type DayOutcome = 'added' | 'there' | 'refused';

/** A day of the file, or an event that gives none. */
export interface ReportedDay {
  /** Null where the file does not say it. */
  readonly date: string | null;
  readonly name: string;
  readonly outcome: DayOutcome;
  /** Why it is refused, or what to know of it; else empty. */
  readonly note: string;
}

/** What an import of holidays does, or would do. */
export interface HolidayReport {
  readonly counts: Readonly<Record<DayOutcome, number>>;
  /** So many events are of other years alone. */
  readonly others: number;
  readonly days: readonly ReportedDay[];
  /** Names this report of this file; another one says that something else would be done. */
  readonly digest: string;
}

/** The calendar as far as the plan minds it. */
export interface PlannedCalendar {
  readonly timeZone: string;
  /** The names of its holidays by their dates. */
  readonly holidays: ReadonlyMap<string, string>;
}

type ReadableEvent = NonNullable<IcsEvent>;

const valueOf = (event: ReadableEvent, name: string): string =>
  tidy(textOf(linesOf(event, name)[0]?.values[0]).replaceAll(/\s+/g, ' '));

async function requireName(name: string): Promise<void> {
  try {
    await Holiday.build({ name, date: '', calendarId: 0 }).validate({ fields: ['name'] });
  } catch (error) {
    throw error instanceof ValidationError ? new Unread(error.errors[0]?.message) : error;
  }
}

/** Days of repeated events that others tell of in their place, by what names the event. */
function movedDays(events: readonly IcsEvent[]): Map<string, Set<DayNumber>> {
  const moved = new Map<string, Set<DayNumber>>();
  for (const event of events) {
    const [line] = event === undefined ? [] : linesOf(event, 'recurrence-id');
    if (event === undefined || line === undefined) continue;
    const uid = valueOf(event, 'uid');
    const day = dayNumber(textOf(line.values[0]).slice(0, 10));
    moved.set(uid, (moved.get(uid) ?? new Set<DayNumber>()).add(day));
  }
  return moved;
}

function firstDate(event: IcsEvent): string | null {
  const [line] = event === undefined ? [] : linesOf(event, 'dtstart');
  try {
    return line === undefined ? null : momentOf(line.values[0], { ...line, parameters: {} }).date;
  } catch {
    return null;
  }
}

async function daysOf(
  event: IcsEvent,
  calendar: PlannedCalendar,
  years: Years,
  moved: ReadonlySet<DayNumber>,
) {
  if (event === undefined) throw new Unread('It cannot be read.');
  const days = daysOfEvent(event, calendar.timeZone, years, moved);
  if (days.length > 0) await requireName(valueOf(event, 'summary'));
  return days;
}

function reportedDay(
  date: string,
  name: string,
  calendar: PlannedCalendar,
  taken: Map<string, string>,
): ReportedDay {
  const [here, before] = [calendar.holidays.get(date), taken.get(date)];
  taken.set(date, before ?? name);
  if (before !== undefined)
    return { date, name, outcome: 'refused', note: `The file has this day already, as ${before}.` };
  if (here === undefined) return { date, name, outcome: 'added', note: '' };
  return { date, name, outcome: 'there', note: here === name ? '' : `It is called ${here} here.` };
}

function byDate(one: ReportedDay, other: ReportedDay): number {
  return (one.date ?? '').localeCompare(other.date ?? '');
}

function reportOf(days: readonly ReportedDay[], others: number): HolidayReport {
  const counts = { added: 0, there: 0, refused: 0 };
  for (const { outcome } of days) counts[outcome] += 1;
  if (counts.added + counts.there > MOST_DAYS)
    throw new InvalidInputError({ file: `These are more than ${MOST_DAYS} days. Take fewer years.` });
  const sorted = days.toSorted(byDate);
  const digest = createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
  return { counts, others, days: sorted, digest };
}

/** Tells what becomes of each day of a file. */
export async function planHolidays(
  events: readonly IcsEvent[],
  calendar: PlannedCalendar,
  years: Years,
): Promise<HolidayReport> {
  const moved = movedDays(events);
  const taken = new Map<string, string>();
  const days: ReportedDay[] = [];
  let others = 0;
  for (const event of events) {
    const name = event === undefined ? '' : valueOf(event, 'summary');
    const isMoved = event !== undefined && linesOf(event, 'recurrence-id').length > 0;
    const left = isMoved ? undefined : moved.get(event === undefined ? '' : valueOf(event, 'uid'));
    try {
      const own = await daysOf(event, calendar, years, left ?? new Set());
      if (own.length === 0) others += 1;
      for (const day of own) days.push(reportedDay(dateOf(day), name, calendar, taken));
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
      days.push({
        date: firstDate(event),
        name: name.slice(0, 200),
        outcome: 'refused',
        note: error.message,
      });
    }
  }
  return reportOf(days, others);
}
