import { beginOfDay, daysFrom, type Day, type Stretch } from './days.ts';
import { readFacts, type Fact, type Parts } from './read-facts.ts';
import { addTally, addTimes, emptyTally, type Tally } from './tally.ts';

/** What happened on a day to the complaints of one department, type and engineer. */
export interface DayTally extends Parts {
  readonly day: Day;
  readonly tally: Tally;
}

/** Which of the parts are told apart: the bits of a row's level. */
export const BY_DEPARTMENT = 1;
export const BY_TYPE = 2;
export const BY_ENGINEER = 4;
/** Every level that there is. */
export const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7] as const;

function add(tally: Tally, { counted, time }: Fact): void {
  for (const name of counted) tally.counts[name] += 1;
  if (time !== undefined) addTimes(tally[time.of], [[time.minutes, 1]]);
}

/** Finds the day of a moment among days in a row; their beginnings are looked up once. */
function finderOf(stretches: readonly Stretch[], timeZone: string): (at: number) => Day {
  const days = stretches.flatMap(({ first, last }) => daysFrom(first, last));
  const begins = days.map((day) => beginOfDay(day, timeZone));
  return (at) => {
    let [low, high] = [0, days.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((begins[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return days[low] ?? 0;
  };
}

/** What happened on some days, counted from the complaints themselves, all parts told apart. */
export async function countDays(stretches: readonly Stretch[], timeZone: string): Promise<DayTally[]> {
  const facts = await readFacts(stretches, timeZone);
  const dayAt = finderOf(stretches, timeZone);
  const tallies = new Map<string, DayTally>();
  for (const fact of facts) {
    const { department, type, engineer } = fact;
    const day = dayAt(fact.at);
    const key = `${day} ${department} ${type} ${engineer}`;
    const known = tallies.get(key) ?? { day, department, type, engineer, tally: emptyTally() };
    tallies.set(key, known);
    add(known.tally, fact);
  }
  return [...tallies.values()];
}

/** The same with only some parts told apart; the others are 0. */
export function atLevel(tallies: readonly DayTally[], level: number): DayTally[] {
  const sums = new Map<string, DayTally>();
  for (const { day, tally, ...parts } of tallies) {
    const department = level & BY_DEPARTMENT ? parts.department : 0;
    const type = level & BY_TYPE ? parts.type : 0;
    const engineer = level & BY_ENGINEER ? parts.engineer : 0;
    const key = `${day} ${department} ${type} ${engineer}`;
    const sum = sums.get(key) ?? { day, department, type, engineer, tally: emptyTally() };
    sums.set(key, sum);
    addTally(sum.tally, tally);
  }
  return [...sums.values()];
}
