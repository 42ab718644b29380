import { isDay } from '../../use-cases/records/listing/filters.ts';
import { STEPS, type ReportInput } from '../../use-cases/reports/figures.ts';
import { NAMED_PERIODS, namedPeriod, USUAL_PERIOD } from '../../use-cases/reports/named-period.ts';
import { dayAt } from '../../use-cases/targets/open-hours.ts';
import { AppError } from '../../errors.ts';
import { BadQueryError, parseId, singleText } from './query.ts';

type Query = Readonly<Record<string, unknown>>;
type Asked = Partial<ReportInput>;
type Reader = (value: string, today: string) => Asked;

function chosen<Choice extends string>(value: string, choices: readonly Choice[]): Choice {
  const found = choices.find((one) => one === value);
  if (found === undefined) throw new BadQueryError(`This is one of ${choices.join(', ')}.`);
  return found;
}

function dayIn(value: string): string {
  if (!isDay(value)) throw new BadQueryError('A day is written such as 2026-01-31.');
  return value;
}

/** An id, or 0 for those that have none. */
function idIn(value: string): number {
  const id = value === '0' ? 0 : parseId(value);
  if (id === undefined) throw new BadQueryError('This filter is one id.');
  return id;
}

/** What a report's address may say. */
const READERS: Readonly<Record<string, Reader>> = {
  period: (value, today) => {
    const name = chosen(value, NAMED_PERIODS);
    return { ...namedPeriod(name, today), ...(name === 'last-12-months' && { step: 'month' }) };
  },
  from: (value) => ({ from: dayIn(value) }),
  to: (value) => ({ to: dayIn(value) }),
  step: (value) => ({ step: chosen(value, STEPS) }),
  compare: (value) => ({ compare: chosen(value, ['yes', 'no']) === 'yes' }),
  departmentId: (value) => ({ departmentId: idIn(value) }),
  typeId: (value) => ({ typeId: idIn(value) }),
  engineerId: (value) => ({ engineerId: idIn(value) }),
};

/** What one parameter says. @throws BadQueryError at it. */
function readOne(name: string, value: unknown, today: string): Asked {
  const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  if (reader === undefined)
    throw new BadQueryError('A report cannot be asked by that.', {
      [name]: 'A report cannot be asked by that.',
    });
  try {
    return reader(singleText(value), today);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new BadQueryError(error.message, { [name]: error.message });
  }
}

/** What is said of days and steps beside a named period goes before what the name says. */
const namedFirst = ([name]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  Number(other === 'period') - Number(name === 'period');

/**
 * What the address asks of a report: a named period or days, what it is about, and whether it is compared, which it is
 * unless the address says no.
 *
 * @throws BadQueryError for what a report is not asked by.
 */
export function readReportQuery(query: Query, timeZone: string, now: Date = new Date()): ReportInput {
  const today = dayAt(now.getTime(), timeZone).toString();
  const given = Object.entries(query).filter(([, value]) => value !== '');
  const hasDays = given.some(([name]) => name === 'from' || name === 'to' || name === 'period');
  const named = [...given, ...(hasDays ? [] : [['period', USUAL_PERIOD] as const])].toSorted(namedFirst);
  const asked = named.map(([name, value]) => readOne(name, value, today));
  return Object.assign({ compare: true }, ...asked) as ReportInput;
}

/** What is kept of a report's address: a named period stays a name, so that it moves on with the calendar. */
export function readSavedQuestion(query: Query): object {
  const { period = '', ...others } = query;
  const hasDays = 'from' in others || 'to' in others;
  const named =
    hasDays && period === '' ? undefined : chosen(singleText(period) || USUAL_PERIOD, NAMED_PERIODS);
  if (named === undefined) return readReportQuery(others, 'UTC');
  const { from: _from, to: _to, ...asked } = readReportQuery({ ...others, period: named }, 'UTC');
  return { ...asked, period: named };
}

/** The address of a kept report, after the question mark. */
export function reportSearch(
  question: Readonly<Record<string, string | number | boolean | undefined>>,
): string {
  const told = Object.entries(question).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return [];
    return [[name, name === 'compare' ? (value === true ? 'yes' : 'no') : String(value)]];
  });
  return new URLSearchParams(told).toString();
}
