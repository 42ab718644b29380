import { select } from '../../../database/select.ts';
import { COUNTED } from '../../../models/daily-figure.ts';
import { atLevel, LEVELS, type DayTally } from './count-days.ts';
import { monthOf, daysOfMonth, daysFrom, type Day } from './days.ts';
import { MONTH_LEVELS, STORED, sumsOfMonth, type StoredRow } from './keep-days.ts';
import { writeTimes } from './tally.ts';

/** All that is stored of a day or month and part, as one text that is the same where nothing differs. */
function signature({ day, department, type, engineer, tally }: DayTally): string {
  const counts = COUNTED.map((name) => tally.counts[name]);
  const times = [tally.answerTimes, tally.resolveTimes].map(writeTimes);
  return [day, department, type, engineer, ...counts, ...times].join('|');
}

function storedSignature(row: StoredRow): string {
  const { day, department, type, engineer, answer_times, resolve_times } = row;
  const counts = COUNTED.map((name) => Number(row[name]));
  return [day, department, type, engineer, ...counts, answer_times, resolve_times].join('|');
}

/** The days, or months, of which at a level something else is stored than was counted. */
async function differences(
  level: number,
  first: number,
  last: number,
  counted: readonly DayTally[],
): Promise<Day[]> {
  const sql = `SELECT ${STORED} FROM daily_figures WHERE level = ${level} AND day >= $first AND day <= $last`;
  const stored = await select<StoredRow>(sql, { first, last });
  const known = new Set(stored.map(storedSignature));
  const right = new Set(counted.map(signature));
  return [
    ...stored.filter((one) => !right.has(storedSignature(one))),
    ...counted.filter((one) => !known.has(signature(one))),
  ].map(({ day }) => day);
}

/** The days of a stretch of which something else is stored than was counted of them, at whichever level. */
export async function wrongDays(first: Day, last: Day, counted: readonly DayTally[]): Promise<Day[]> {
  const wrong = new Set<Day>();
  for (const level of LEVELS)
    for (const day of await differences(level, first, last, atLevel(counted, level))) wrong.add(day);
  return [...wrong].toSorted((a, b) => a - b);
}

/**
 * The months of a stretch that are not what their days come to; each is looked at once, where its last day comes, or the
 * last one that is counted.
 */
export async function wrongMonths(first: Day, last: Day, through: Day): Promise<number[]> {
  const wrong: number[] = [];
  for (const day of daysFrom(first, last)) {
    const month = monthOf(day);
    if (day !== daysOfMonth(month).last && day !== through) continue;
    for (const level of MONTH_LEVELS) {
      const found = await differences(level, month, month, await sumsOfMonth(month, level));
      if (found.length === 0) continue;
      wrong.push(month);
      break;
    }
  }
  return wrong;
}
