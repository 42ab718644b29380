import { BY_DEPARTMENT, BY_ENGINEER, BY_TYPE, type DayTally } from './count-days.ts';
import { daysOfMonth, daysAfter, monthOf, type Day } from './days.ts';
import { MONTH_LEVELS } from './keep-days.ts';
import type { Parts } from './read-facts.ts';
import type { Source } from './source.ts';

/** What is looked at: of each part one, 0 for none, or null for all. */
export type Filters = { readonly [Part in keyof Parts]: number | null };

/** What the figures of a period are told apart by. */
export type Group = keyof Parts;

/** Days, the first and the last included. */
export interface Days {
  readonly first: Day;
  readonly last: Day;
}

const BITS: Readonly<Record<Group, number>> = {
  department: BY_DEPARTMENT,
  type: BY_TYPE,
  engineer: BY_ENGINEER,
};
const GROUPS = ['department', 'type', 'engineer'] as const;

/** The level whose rows have the parts that are filtered or told apart by. */
export function levelOf(filters: Filters, by: readonly Group[]): number {
  return GROUPS.filter((group) => filters[group] !== null || by.includes(group)).reduce(
    (level, group) => level + BITS[group],
    0,
  );
}

function isMeant(parts: Parts, filters: Filters): boolean {
  return GROUPS.every((group) => filters[group] === null || filters[group] === parts[group]);
}

/** What filters ask of a row. */
export function conditionOf(filters: Filters): string {
  return GROUPS.flatMap((group) => {
    const id = filters[group];
    return id === null ? [] : [` AND ${group}_id = ${Math.trunc(id)}`];
  }).join('');
}

/** What of the days that were counted now is meant. */
export const liveOf = ({ tallies }: Source, { first, last }: Days, filters: Filters): DayTally[] =>
  tallies.filter((one) => one.day >= first && one.day <= last && isMeant(one, filters));

/** The stored days of a stretch that were not counted now. */
export function storedDays({ since, through, live }: Source, { first, last }: Days): string {
  const [begin, end] = [Math.max(first, since), Math.min(last, through)];
  const without = [...live].filter((day) => day >= begin && day <= end);
  return `day >= ${begin} AND day <= ${end}${without.length > 0 ? ` AND day NOT IN (${without.join(', ')})` : ''}`;
}

/** Months of the stretch that are stored whole and are as the days are. */
function wholeMonths({ since, through, live }: Source, { first: from, last }: Days): number[] {
  const months: number[] = [];
  const first = Math.max(from, since);
  const touched = new Set([...live].map(monthOf));
  for (let day = first; day <= Math.min(last, through); day = daysAfter(daysOfMonth(monthOf(day)).last, 1)) {
    const month = monthOf(day);
    const whole = daysOfMonth(month);
    if (whole.first >= first && whole.last <= Math.min(last, through) && !touched.has(month))
      months.push(month);
  }
  return months;
}

/** Reads as few rows as there are: whole months, and the days that are left over. */
export function storedPeriod(source: Source, days: Days, level: number): string {
  const plain = storedDays(source, days);
  const months = MONTH_LEVELS.some((one) => one === level) ? wholeMonths(source, days) : [];
  const [begin, end] = [months[0], months.at(-1)];
  if (begin === undefined || end === undefined) return plain;
  const left = [
    `day IN (${months.join(', ')})`,
    // What lies between two months that are read whole is a month that is not.
    ...restOf(source, days, months).map((rest) => `(${storedDays(source, rest)})`),
  ];
  return `(${left.join(' OR ')})`;
}

/** The stretches before, between and after whole months. */
function restOf({ through }: Source, { first, last }: Days, months: readonly number[]): Days[] {
  const rests: Days[] = [];
  let from = first;
  for (const month of months) {
    const whole = daysOfMonth(month);
    if (from < whole.first) rests.push({ first: from, last: daysAfter(whole.first, -1) });
    from = daysAfter(whole.last, 1);
  }
  const end = Math.min(last, through);
  if (from <= end) rests.push({ first: from, last: end });
  return rests;
}
