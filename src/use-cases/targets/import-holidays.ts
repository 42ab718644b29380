import { UniqueConstraintError } from 'sequelize';
import { z } from 'zod';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { ConflictError, InvalidInputError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import { doneFrom, presentSurroundings } from '../../journal/surroundings.ts';
import { Calendar } from '../../models/calendar.ts';
import { Holiday } from '../../models/holiday.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { referenceDataPolicy } from '../../policies/reference-data.ts';
import { parseInput } from '../parse-input.ts';
import { wholeNumber } from '../whole-number.ts';
import { planHolidays, type HolidayReport, type ReportedDay } from './holidays/plan-holidays.ts';
import { readIcs, type IcsEvent } from './holidays/read-ics.ts';

const MOST_YEARS = 20;
const year = wholeNumber('Enter a year from 1990 to 2100.', 1990, 2100);

/** From which year to which, and which of the days that were looked at. */
export const importHolidaysInput = z.object({
  firstYear: year,
  lastYear: year,
  /** The digest of the report that was looked at; without it nothing is written. */
  expected: z.string().max(64).optional(),
  /** Such of its days as are to be added; without it all of them. */
  dates: z.array(z.string().max(10)).max(1000).optional(),
});

type Input = z.output<typeof importHolidaysInput>;

/** What was done, or would be. */
export interface HolidayImport {
  readonly report: HolidayReport;
  readonly isDone: boolean;
  /** How many days were written. */
  readonly written: number;
}

const CHANGED =
  'The calendar or its holidays were changed since you looked at this import. Look at it again.';

function requireFew({ firstYear, lastYear }: Input): void {
  if (lastYear < firstYear) throw new InvalidInputError({ lastYear: 'This is before the first year.' });
  if (lastYear - firstYear >= MOST_YEARS)
    throw new InvalidInputError({ lastYear: `Take ${MOST_YEARS} years at most.` });
}

async function plan(calendar: Calendar, events: readonly IcsEvent[], input: Input): Promise<HolidayReport> {
  const rows = await Holiday.findAll({
    attributes: ['date', 'name'],
    where: { calendarId: calendar.id },
    raw: true,
  });
  const holidays = new Map(rows.map(({ date, name }) => [date, name]));
  const years = { from: input.firstYear, to: input.lastYear };
  return planHolidays(events, { timeZone: calendar.timeZone, holidays }, years);
}

/** One event for all of them: each row would otherwise fill the log with the same. */
async function writeDays(actor: Actor, calendar: Calendar, days: readonly ReportedDay[]): Promise<void> {
  const rows = days.flatMap(({ date, name }) =>
    date === null ? [] : [{ calendarId: calendar.id, date, name }],
  );
  if (rows.length === 0) return;
  await Holiday.bulkCreate(rows);
  const told = rows.map(({ date, name }) => `${date} ${name}`).join('; ');
  const details = { changes: { holidays: { from: null, to: told } } };
  await record({ name: 'calendar.holidays_imported', by: actor, subjectId: calendar.id, details });
}

async function write(actor: Actor, calendarId: number, events: readonly IcsEvent[], input: Input) {
  return inTransaction(async (): Promise<HolidayImport> => {
    // Of two imports at once the second sees what the first wrote.
    const calendar = found(await Calendar.findByPk(calendarId, forUpdate()));
    const report = await plan(calendar, events, input);
    if (report.digest !== input.expected) throw new ConflictError(CHANGED);
    const wanted = input.dates && new Set(input.dates);
    const days = report.days.filter(
      ({ outcome, date }) => outcome === 'added' && (wanted === undefined || wanted.has(date ?? '')),
    );
    await writeDays(actor, calendar, days);
    return { report, isDone: true, written: days.length };
  });
}

/**
 * Makes holidays of a calendar file. Without the digest of a report that was looked at it tells what it would do and writes
 * nothing; with it, it adds the chosen days of just that report, all of them or none.
 *
 * @param bytes of the file, at most 1 MB.
 * @throws NotFoundError, ForbiddenError; InvalidInputError at the fields, at `file` where it cannot be read; ConflictError
 *   where something else would be done by now.
 */
export async function importHolidays(
  actor: Actor,
  calendarId: number,
  bytes: Uint8Array,
  input: unknown,
): Promise<HolidayImport> {
  authorize(referenceDataPolicy, actor, 'create');
  const parsed = parseInput(importHolidaysInput, input);
  requireFew(parsed);
  const calendar = found(await Calendar.findByPk(calendarId));
  const events = readIcs(bytes);
  if (parsed.expected === undefined)
    return { report: await plan(calendar, events, parsed), isDone: false, written: 0 };
  try {
    const surroundings = { ...presentSurroundings(), origin: 'import' } as const;
    return await doneFrom(surroundings, () => write(actor, calendarId, events, parsed));
  } catch (error) {
    // Somebody added such a day by hand meanwhile.
    const isOvertaken = error instanceof Error && error.cause instanceof UniqueConstraintError;
    throw isOvertaken ? new ConflictError(CHANGED) : error;
  }
}
