import { z } from 'zod';
import { Department } from '../../models/department.ts';
import { ComplaintType } from '../../models/complaint-type.ts';
import { User } from '../../models/user.ts';
import { ForbiddenError, InvalidInputError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { seesAllFigures, seesOwnFigures } from '../../policies/report.ts';
import { isDay } from '../records/listing/filters.ts';
import { parseInput } from '../parse-input.ts';
import { wholeNumber } from '../whole-number.ts';
import { daysAfter, daysFrom, dayOf, dayText, type Day } from './counting/days.ts';
import type { Days, Filters } from './counting/read-figures.ts';
import { STEPS, type Step } from './figures.ts';
import { daysBefore } from './period.ts';

/** Days of a period that nobody chose. */
const USUAL_DAYS = 30;
const LONGEST_YEARS = 10;
/** Most points of a chart. */
const MOST_POINTS = 400;
const UP_TO_DAYS = 62;
const UP_TO_WEEKS = 366;

const day = z
  .string('This is a date such as 2026-01-31.')
  .trim()
  .refine(isDay, 'This is a date such as 2026-01-31.');
const part = wholeNumber('Choose from the list.', 0);

/** What a report is asked for; there are no other filters. */
export const reportInput = z.strictObject(
  {
    from: day.optional(),
    to: day.optional(),
    step: z.enum(STEPS, 'A step is a day, a week or a month.').optional(),
    compare: z.boolean('This is yes or no.').default(false),
    departmentId: part.optional(),
    typeId: part.optional(),
    engineerId: part.optional(),
  },
  { error: ({ code }) => (code === 'unrecognized_keys' ? 'There is no such filter.' : undefined) },
);

/** What a report is about, once it is understood and allowed. */
export interface Question {
  readonly days: Days;
  /** Undefined: nothing is compared. */
  readonly before: Days | undefined;
  readonly step: Step;
  readonly filters: Filters;
  readonly isOwn: boolean;
}

function periodOf(input: z.output<typeof reportInput>, today: Day): Days {
  const last = input.to === undefined ? today : Math.min(dayOf(input.to), today);
  const first = input.from === undefined ? daysAfter(last, 1 - USUAL_DAYS) : dayOf(input.from);
  if (input.to !== undefined && input.from !== undefined && dayOf(input.from) > dayOf(input.to))
    throw new InvalidInputError({ to: 'The last day comes before the first one.' });
  if (first > today) throw new InvalidInputError({ from: 'This day is yet to come.' });
  if (first > last) throw new InvalidInputError({ to: 'The last day comes before the first one.' });
  if (last - first > LONGEST_YEARS * 10_000)
    throw new InvalidInputError({ from: `Choose at most ${LONGEST_YEARS} years.` });
  return { first, last };
}

function stepOf(chosen: Step | undefined, { first, last }: Days): Step {
  const length = daysFrom(first, last).length;
  if (chosen === 'day' && length > MOST_POINTS)
    throw new InvalidInputError({ step: `For more than ${MOST_POINTS} days, choose weeks or months.` });
  if (chosen !== undefined) return chosen;
  return length <= UP_TO_DAYS ? 'day' : length <= UP_TO_WEEKS ? 'week' : 'month';
}

async function requireParts({ department, type, engineer }: Filters): Promise<void> {
  const gone: Record<string, string> = {};
  if (department && (await Department.count({ where: { id: department } })) === 0)
    gone.departmentId = 'There is no such department.';
  if (type && (await ComplaintType.count({ where: { id: type } })) === 0)
    gone.typeId = 'There is no such type.';
  if (engineer && (await User.count({ where: { id: engineer } })) === 0)
    gone.engineerId = 'There is no such person.';
  if (type === 0) gone.typeId = 'Choose from the list.';
  if (Object.keys(gone).length > 0) throw new InvalidInputError(gone);
}

/** Of whose work is spoken: those who may not see all get their own, and nobody else's. */
function engineerOf(actor: Actor, asked: number | undefined): number | null {
  if (seesAllFigures(actor)) return asked ?? null;
  if (!seesOwnFigures(actor)) throw new ForbiddenError();
  if (asked !== undefined && asked !== actor.id)
    throw new ForbiddenError('You may see the figures of your own work alone.');
  return actor.id;
}

/**
 * What somebody asks, understood.
 *
 * @param today the day that it is by the clocks of the portal's time zone.
 * @throws InvalidInputError with what is wrong at its field, ForbiddenError for the work of others.
 */
export async function readQuestion(actor: Actor, input: unknown, today: Day): Promise<Question> {
  const parsed = parseInput(reportInput, input ?? {});
  const engineer = engineerOf(actor, parsed.engineerId);
  const filters = { department: parsed.departmentId ?? null, type: parsed.typeId ?? null, engineer };
  const days = periodOf(parsed, today);
  const step = stepOf(parsed.step, days);
  await requireParts(filters);
  const before = parsed.compare ? daysBefore(days) : undefined;
  return { days, before, step, filters, isOwn: !seesAllFigures(actor) };
}

/** A period as faces write it. */
export const periodText = ({ first, last }: Days) => ({ from: dayText(first), to: dayText(last) });
