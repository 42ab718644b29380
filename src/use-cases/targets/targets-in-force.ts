import type { Sequelize } from 'sequelize';
import { database } from '../../database/connect.ts';
import { Calendar } from '../../models/calendar.ts';
import type { Urgency } from '../../models/complaint.ts';
import { Holiday } from '../../models/holiday.ts';
import { ServiceTarget } from '../../models/target.ts';
import { readHours } from '../../models/weekly-hours.ts';
import type { WorkingCalendar } from './open-hours.ts';

/** How soon a complaint is to be answered and resolved. */
export interface Target {
  readonly calendar: WorkingCalendar;
  /** In working seconds; null: no such target. */
  readonly responseSeconds: number | null;
  readonly resolutionSeconds: number | null;
}

/** What a target is chosen by. */
export interface Kind {
  readonly typeId: number;
  readonly urgency: Urgency;
}

/** All targets, and when work is done. */
export interface TargetsInForce {
  /** The most specific one: of type and urgency, of the type, of the urgency, of all. */
  find(kind: Kind): Target | undefined;
  readonly calendars: ReadonlyMap<number, WorkingCalendar>;
}

/**
 * For so many milliseconds a process goes by what it read: no step asks the database for it. Whatever changes it is
 * followed by a job that comes later than that and works out anew what was written meanwhile.
 */
export const REMEMBERED_MS = 5000;

interface Memory {
  readonly until: number;
  readonly read: Promise<TargetsInForce>;
}

let memories = new WeakMap<Sequelize, Memory>();

async function readCalendars(): Promise<Map<number, WorkingCalendar>> {
  const holidays = await Holiday.findAll({ attributes: ['calendarId', 'date'], raw: true });
  const days = new Map<number, Set<string>>();
  for (const { calendarId, date } of holidays)
    days.set(calendarId, (days.get(calendarId) ?? new Set<string>()).add(date));
  const rows = await Calendar.findAll({ attributes: ['id', 'timeZone', 'hours'], raw: true });
  return new Map(
    rows.map(({ id, timeZone, hours }) => [
      id,
      { timeZone, hours: readHours(hours), holidays: days.get(id) ?? new Set<string>() },
    ]),
  );
}

const inSeconds = (minutes: number | null): number | null => (minutes === null ? null : minutes * 60);

async function readTargets(): Promise<TargetsInForce> {
  const calendars = await readCalendars();
  const rows = await ServiceTarget.findAll({ raw: true });
  const byScope = new Map(
    rows.flatMap((row): [string, Target][] => {
      const calendar = calendars.get(row.calendarId);
      if (calendar === undefined) return [];
      const responseSeconds = inSeconds(row.firstResponseMinutes);
      return [
        [row.scope, { calendar, responseSeconds, resolutionSeconds: inSeconds(row.resolutionMinutes) }],
      ];
    }),
  );
  return {
    calendars,
    find: ({ typeId, urgency }) =>
      byScope.get(`${typeId}/${urgency}`) ??
      byScope.get(`${typeId}/any`) ??
      byScope.get(`any/${urgency}`) ??
      byScope.get('any/any'),
  };
}

/** The targets as they were within the last seconds. */
export async function targetsInForce(): Promise<TargetsInForce> {
  const known = memories.get(database());
  if (known !== undefined && known.until > Date.now()) return known.read;
  const memory = { until: Date.now() + REMEMBERED_MS, read: readTargets() };
  memories.set(database(), memory);
  // What could not be read is read again.
  memory.read.catch(() => memories.delete(database()));
  return memory.read;
}

/** Has them read again when they are needed next. */
export function forgetTargets(): void {
  memories = new WeakMap();
}
