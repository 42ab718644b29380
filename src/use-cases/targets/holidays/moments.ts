import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { DAY_MS, MINUTE_MS } from '../../../durations.ts';
import type { IcsEvent, IcsProperty } from './read-ics.ts';
import { dateOf, dayNumber, type DayNumber } from './yearly.ts';

/** When an event begins or ends: a day, or a moment by the clocks of a zone. */
export interface IcsMoment {
  /** Such as 2026-12-25. */
  readonly date: string;
  /** Such as 09:30:00; undefined: the whole day is meant. */
  readonly time: string | undefined;
  /** Undefined: the clocks of wherever one is. */
  readonly zone: string | undefined;
}

/** Said to people in place of the days of an event. */
export class Unread extends Error {}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(Z?))?$/;
/** A leap second is one, though no clock here has it. */
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)$/;

function requireZone(name: string): string {
  // Some programs write a path before the name.
  const zone = /[A-Za-z_]+(?:\/[A-Za-z_+\-0-9]+){1,2}$/.exec(name)?.[0] ?? name;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new Unread(`Its time zone ${name.slice(0, 60)} is not known.`);
  }
}

/** One value of a line as a moment. */
export function momentOf(value: unknown, line: IcsProperty): IcsMoment {
  const text = textOf(value);
  const [, date = '', time, utc] = MOMENT.exec(text) ?? [];
  if (Number.isNaN(dayNumber(date)) || dateOf(dayNumber(date)) !== date)
    throw new Unread(`${text.slice(0, 30)} is no day.`);
  if (time === undefined) return { date, time, zone: undefined };
  if (time === '24:00:00') return momentOf(`${dateOf(dayNumber(date) + 1)}T00:00:00${utc}`, line);
  if (!TIME.test(time)) throw new Unread(`${text.slice(0, 30)} is no time of a day.`);
  const { tzid } = line.parameters;
  if (utc === 'Z') return { date, time, zone: 'UTC' };
  return { date, time, zone: typeof tzid === 'string' ? requireZone(tzid) : undefined };
}

/** A value as it stands in the file; empty for one that is no text, and the beginning of what has an end. */
export function textOf(value: unknown): string {
  const text: unknown = Array.isArray(value) ? value[0] : value;
  return typeof text === 'string' ? text : '';
}

/** The lines of an event with a name. */
export function linesOf(event: NonNullable<IcsEvent>, name: string): IcsProperty[] {
  return event.filter((line) => line.name === name);
}

/** The moment by the clocks of `zone` where it names none of its own, so many days later; milliseconds since 1970. */
export function instantOf(moment: IcsMoment, zone: string, daysLater: number): number {
  const { date, time = '00:00:00', zone: own = zone } = moment;
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`).add({ days: daysLater });
  return wall.toZonedDateTime(own).epochMilliseconds;
}

/** How long an event lasts by its DURATION, in milliseconds. */
export function durationIn(event: NonNullable<IcsEvent>): number | undefined {
  const [line] = linesOf(event, 'duration');
  if (line === undefined) return undefined;
  try {
    return ICAL.Duration.fromString(textOf(line.values[0])).toSeconds() * 1000;
  } catch {
    throw new Unread('It is not said how long it lasts.');
  }
}

/**
 * The days of a zone that are wholly between two moments.
 *
 * @param to files often end a day at its last minute or second.
 */
export function wholeDays(from: number, to: number, zone: string): DayNumber[] {
  const begins = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const ends = Temporal.Instant.fromEpochMilliseconds(to + MINUTE_MS).toZonedDateTimeISO(zone);
  const isWhole = begins.startOfDay().epochMilliseconds === from;
  const first = dayNumber(begins.toPlainDate().toString()) + (isWhole ? 0 : 1);
  const after = dayNumber(ends.toPlainDate().toString());
  return Array.from({ length: Math.max(0, after - first) }, (_one, index) => first + index);
}

/** So many whole days of milliseconds, one at least. */
export function inDays(milliseconds: number): number {
  return Math.max(1, Math.floor(milliseconds / DAY_MS));
}
