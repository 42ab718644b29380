import { database } from '../../../database/connect.ts';
import { select } from '../../../database/select.ts';
import { COUNTED, type Counted } from '../../../models/daily-figure.ts';
import { atLevel, LEVELS, type DayTally } from './count-days.ts';
import { daysFrom, daysOfMonth, monthOf, type Day, type Stretch } from './days.ts';
import { emptyTally, addWritten, writeTimes, type Tally } from './tally.ts';

/** Levels of which there are months as well: those that whole years are shown of. */
export const MONTH_LEVELS = [0, 1, 2, 4] as const;

/** A row as it is stored. */
export type StoredRow = Readonly<Record<Counted, number | string>> & {
  readonly day: Day;
  readonly department: number;
  readonly type: number;
  readonly engineer: number;
  readonly answer_times: string;
  readonly resolve_times: string;
};

/** Columns of `StoredRow`. */
export const STORED = `day, department_id AS department, type_id AS type, engineer_id AS engineer, ${COUNTED.join(', ')}, answer_times, resolve_times`;

/** Adds what a row stands for. */
export function addRow(to: Tally, row: StoredRow): void {
  for (const name of COUNTED) to.counts[name] += Number(row[name]);
  addWritten(to.answerTimes, row.answer_times);
  addWritten(to.resolveTimes, row.resolve_times);
}

/** The values of a row: numbers alone, and texts that are made of digits, so that they are written into the statement. */
function valuesOf(level: number, { day, department, type, engineer, tally }: DayTally): string {
  const counts = COUNTED.map((name) => tally.counts[name]);
  const times = [tally.answerTimes, tally.resolveTimes].map((one) => `'${writeTimes(one)}'`);
  return `(${[level, day, department, type, engineer, ...counts, ...times].join(', ')})`;
}

const ALL_LEVELS = LEVELS.join(', ');

function remove(from: number, to: number): Promise<unknown> {
  // By name, for each is a stretch of the index then.
  return database().query(
    `DELETE FROM daily_figures WHERE level IN (${ALL_LEVELS}) AND day >= ${from} AND day <= ${to}`,
  );
}

/** Rows of one statement. */
const AT_ONCE = 500;
const COLUMNS = `level, day, department_id, type_id, engineer_id, ${COUNTED.join(', ')}, answer_times, resolve_times`;

/** With a value bound to each place, building the statements would take longer than all else. */
async function keep(level: number, tallies: readonly DayTally[]): Promise<void> {
  for (let from = 0; from < tallies.length; from += AT_ONCE) {
    const rows = tallies.slice(from, from + AT_ONCE).map((one) => valuesOf(level, one));
    await database().query(`INSERT INTO daily_figures (${COLUMNS}) VALUES ${rows.join(', ')}`);
  }
}

/** Forgets all that was counted, inside the surrounding transaction. */
export function forgetDays(): Promise<unknown> {
  return database().query('DELETE FROM daily_figures');
}

/** What the stored days of a month come to at a level; the month is complete or not. */
export async function sumsOfMonth(month: number, level: number): Promise<DayTally[]> {
  const { first, last } = daysOfMonth(month);
  const sql = `SELECT ${STORED} FROM daily_figures WHERE level = ${level} AND day >= $first AND day <= $last`;
  const sums = new Map<string, DayTally>();
  for (const row of await select<StoredRow>(sql, { first, last })) {
    const { department, type, engineer } = row;
    const key = `${department} ${type} ${engineer}`;
    const sum = sums.get(key) ?? { day: month, department, type, engineer, tally: emptyTally() };
    sums.set(key, sum);
    addRow(sum.tally, row);
  }
  return [...sums.values()];
}

/** Adds the days of a month up anew, inside the surrounding transaction. */
export async function keepMonth(month: number): Promise<void> {
  await remove(month, month);
  for (const level of MONTH_LEVELS) await keep(level, await sumsOfMonth(month, level));
}

/**
 * Puts what was counted of whole days in the place of what was known of them, inside the surrounding transaction.
 *
 * @param tallies all that happened on these days, with all parts told apart.
 */
export async function keepDays(stretches: readonly Stretch[], tallies: readonly DayTally[]): Promise<void> {
  for (const { first, last } of stretches) await remove(first, last);
  for (const level of LEVELS) await keep(level, atLevel(tallies, level));
  const days = stretches.flatMap(({ first, last }) => daysFrom(first, last));
  for (const month of new Set(days.map(monthOf))) await keepMonth(month);
}
