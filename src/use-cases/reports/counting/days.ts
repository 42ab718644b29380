import { Temporal } from 'temporal-polyfill';
import { dayAt } from '../../targets/open-hours.ts';
import { startOfDay } from '../../records/days.ts';

/** A calendar day as a number that sorts, such as 20260131. */
export type Day = number;

const plain = (day: Day): Temporal.PlainDate =>
  new Temporal.PlainDate(Math.floor(day / 10_000), Math.floor(day / 100) % 100, day % 100);

const numbered = ({ year, month, day }: Temporal.PlainDate): Day => year * 10_000 + month * 100 + day;

/** The number of a day such as 2026-01-31. */
export const dayOf = (text: string): Day => Number(text.replaceAll('-', ''));

/** A day as ISO 8601 writes it. */
export const dayText = (day: Day): string => plain(day).toString();

/** The day that a moment lies in. */
export const dayOfMoment = (moment: Date, timeZone: string): Day =>
  numbered(dayAt(moment.getTime(), timeZone));

/** The day so many days later, or earlier. */
export const daysAfter = (day: Day, days: number): Day => numbered(plain(day).add({ days }));

/** All days from one to another, both included. */
export function daysFrom(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = plain(first); numbered(day) <= last; day = day.add({ days: 1 })) days.push(numbered(day));
  return days;
}

/** The month of a day, such as 202601. */
export const monthOf = (day: Day): number => Math.floor(day / 100);

/** The first and the last day of a month. */
export function daysOfMonth(month: number): { readonly first: Day; readonly last: Day } {
  const first = month * 100 + 1;
  return { first, last: first + plain(first).daysInMonth - 1 };
}

/** Beginnings of days that are kept in memory; each takes a tenth of a millisecond to find. */
const KEPT = 20_000;
const kept = new Map<string, number>();

/** The first moment of a day, in milliseconds since 1970: the same one by which lists go. */
export function beginOfDay(day: Day, timeZone: string): number {
  const key = `${day} ${timeZone}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= KEPT) kept.clear();
  const begin = startOfDay(new Date(dayText(day)), 0, timeZone).getTime();
  kept.set(key, begin);
  return begin;
}

/** Days in a row. */
export interface Stretch {
  readonly first: Day;
  readonly last: Day;
}

/** Days, of which those in a row are put together. */
export function stretchesOf(days: Iterable<Day>): Stretch[] {
  const stretches: { first: Day; last: Day }[] = [];
  for (const day of [...new Set(days)].toSorted((a, b) => a - b)) {
    const former = stretches.at(-1);
    if (former !== undefined && daysAfter(former.last, 1) === day) former.last = day;
    else stretches.push({ first: day, last: day });
  }
  return stretches;
}
