import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { translateDatabaseError } from '../../database/errors.ts';
import { presentMoment } from '../../database/present-moment.ts';
import { InvalidInputError } from '../../errors.ts';
import { Calendar, USUAL_HOURS } from '../../models/calendar.ts';
import { Holiday } from '../../models/holiday.ts';
import { ServiceTarget } from '../../models/target.ts';
import { readHours } from '../../models/weekly-hours.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { referenceDataPolicy } from '../../policies/reference-data.ts';
import { readableTime } from '../../readable-time.ts';
import { parseInput } from '../parse-input.ts';
import { rowIdOr, wholeNumber } from '../whole-number.ts';
import { clockFrom, NEW_CLOCK } from './clock.ts';
import type { WorkingCalendar } from './open-hours.ts';
import { portalZone } from './portal-zone.ts';

const minutes = wholeNumber('Enter working minutes from 1 to 525,600.', 1, 525_600).nullable().default(null);
const NO_MOMENT = 'Choose a day and a time.';

/** A target or a calendar as it stands in a form, saved before or not. */
export const foreseeDueInput = z.object({
  of: z.enum(['target', 'calendar']),
  /** By the clocks of the portal, such as 2026-11-20T17:00; empty: now. */
  at: z
    .string()
    .regex(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})?$/, NO_MOMENT)
    .default(''),
  calendarId: rowIdOr('Choose a calendar.').nullable().default(null),
  /** Of a target; of a calendar the targets are told that go by it. */
  firstResponseMinutes: minutes,
  resolutionMinutes: minutes,
  /** Of a calendar as it stands in its form. */
  timeZone: z.string('This must be text.').max(64).optional(),
  hours: z.string('This must be text.').max(1000).optional(),
});

type Draft = z.output<typeof foreseeDueInput>;

/** When what is filed at a moment would be due. */
export interface Foresight {
  /** When it would be filed, and the zone by whose clocks all moments are told. */
  readonly filed: string;
  readonly timeZone: string;
  /** By the names of targets; empty: of the one that was asked for. Null: no such target; `never`: it is never open. */
  readonly rows: readonly {
    readonly name: string;
    readonly firstResponse: string | null;
    readonly resolution: string | null;
  }[];
}

type Times = Pick<ServiceTarget, 'name' | 'firstResponseMinutes' | 'resolutionMinutes'>;

/** Said of a calendar by which no target goes yet. */
const EXAMPLES: readonly Times[] = [4, 9, 27].map((hours) => ({
  name: `${hours} working hours`,
  firstResponseMinutes: null,
  resolutionMinutes: hours * 60,
}));

function momentOf(at: string): Date {
  if (at === '') return presentMoment();
  try {
    const clocks = Temporal.PlainDateTime.from(at, { overflow: 'reject' });
    return new Date(clocks.toZonedDateTime(portalZone()).epochMilliseconds);
  } catch {
    throw new InvalidInputError({ at: NO_MOMENT });
  }
}

async function calendarOf({ of, calendarId, timeZone, hours }: Draft): Promise<WorkingCalendar> {
  if (of === 'target' && calendarId === null)
    throw new InvalidInputError({ calendarId: 'Choose a calendar.' });
  const stored = calendarId === null ? undefined : found(await Calendar.findByPk(calendarId));
  const draft = Calendar.build({
    name: 'Draft',
    timeZone: timeZone ?? stored?.timeZone ?? '',
    hours: hours ?? stored?.hours ?? USUAL_HOURS,
  });
  try {
    await draft.validate({ fields: ['timeZone', 'hours'] });
  } catch (error) {
    throw translateDatabaseError(error);
  }
  const days =
    calendarId === null
      ? []
      : await Holiday.findAll({ where: { calendarId }, attributes: ['date'], raw: true });
  return {
    timeZone: draft.timeZone,
    hours: readHours(draft.hours),
    holidays: new Set(days.map(({ date }) => date)),
  };
}

async function timesOf({
  of,
  calendarId,
  firstResponseMinutes,
  resolutionMinutes,
}: Draft): Promise<readonly Times[]> {
  if (of === 'target') return [{ name: '', firstResponseMinutes, resolutionMinutes }];
  if (calendarId === null) return EXAMPLES;
  const targets = await ServiceTarget.findAll({
    where: { calendarId },
    order: ['resolutionMinutes', 'nameSorted'],
  });
  return targets.length === 0 ? EXAMPLES : targets;
}

const written = (moment: Date): string => readableTime(moment, portalZone()) ?? '';

/** By the clock that a complaint begins with. */
function foreseen(calendar: WorkingCalendar, createdAt: Date, times: Times): Foresight['rows'][number] {
  const inSeconds = (some: number | null): number | null => (some === null ? null : some * 60);
  const { name, firstResponseMinutes, resolutionMinutes } = times;
  const [responseSeconds, resolutionSeconds] = [
    inSeconds(firstResponseMinutes),
    inSeconds(resolutionMinutes),
  ];
  const target = { calendar, responseSeconds, resolutionSeconds };
  const clock = clockFrom(target, { ...NEW_CLOCK, createdAt }, { since: createdAt, run: 0 });
  const told = (seconds: number | null, due: Date | null): string | null =>
    seconds === null ? null : due === null ? 'never' : written(due);
  return {
    name,
    firstResponse: told(responseSeconds, clock.firstResponseDueAt),
    resolution: told(resolutionSeconds, clock.resolutionDueAt),
  };
}

/**
 * When a complaint that is filed now, or at a chosen moment, would be due by a target or a calendar as it stands in a form;
 * nothing is written.
 *
 * @throws ForbiddenError; NotFoundError; InvalidInputError at the fields.
 */
export async function foreseeDue(actor: Actor, input: unknown): Promise<Foresight> {
  authorize(referenceDataPolicy, actor, 'list');
  const draft = parseInput(foreseeDueInput, input);
  const filed = momentOf(draft.at);
  const calendar = await calendarOf(draft);
  const rows = (await timesOf(draft)).map((times) => foreseen(calendar, filed, times));
  return { filed: written(filed), timeZone: portalZone(), rows };
}
