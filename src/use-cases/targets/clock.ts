import { DAY_MS } from '../../durations.ts';
import type { Complaint } from '../../models/complaint.ts';
import type { Target } from './targets-in-force.ts';
import { addWorkingTime, workingTimeBetween } from './working-time.ts';

/** Days after which a complaint without a target is overdue. */
export const OVERDUE_DAYS = 3;
/** The part of its time after which people are warned. */
export const WARNED_AT = 0.75;

type Told =
  | 'firstResponseDueAt'
  | 'resolutionDueAt'
  | 'dueAt'
  | 'alarmAt'
  | 'clockSince'
  | 'clockSeconds'
  | 'responseTold'
  | 'resolutionTold';

/** What the columns of a complaint's clock are set to. */
export type ClockColumns = Pick<Complaint['_attributes'], Told>;
/** What is known of the clock before. */
export type Clock = ClockColumns & Pick<Complaint['_attributes'], 'createdAt' | 'firstRespondedAt'>;

/** Before a complaint is filed. */
export const NEW_CLOCK: Omit<Clock, 'createdAt'> = {
  firstRespondedAt: null,
  firstResponseDueAt: null,
  resolutionDueAt: null,
  dueAt: null,
  alarmAt: null,
  clockSince: null,
  clockSeconds: null,
  responseTold: 0,
  resolutionTold: 0,
};

/** The earliest of some moments. */
export function earliest(moments: readonly (Date | null)[]): Date | null {
  const times = moments.flatMap((moment) => (moment === null ? [] : [moment.getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** When a clock that has run for so long and runs since a moment has run for `whole` seconds; if it has, at the next work. */
export function momentAfter({ calendar }: Target, since: Date, run: number, whole: number): Date | null {
  return addWorkingTime(calendar, since, Math.max(0, Math.ceil((whole - run) * 1000)));
}

/** What is late stays late since then. */
function dueMoment(target: Target, since: Date, run: number, whole: number | null, before: Date | null) {
  if (whole === null) return null;
  if (run >= whole && before !== null && before <= since) return before;
  return momentAfter(target, since, run, whole);
}

/** What was told and is not so any more, since there is more time now, is to be told again. */
function stillTold(told: number, run: number, whole: number | null): number {
  if (whole === null) return 0;
  if (run >= whole) return told;
  return Math.min(told, run >= whole * WARNED_AT ? 1 : 0);
}

interface Running {
  readonly since: Date;
  readonly run: number;
}

function alarmOf(
  target: Target,
  { since, run }: Running,
  told: number,
  whole: number | null,
  due: Date | null,
) {
  if (whole === null || told > 1) return null;
  return told === 1 ? due : momentAfter(target, since, run, whole * WARNED_AT);
}

function withoutTarget({ createdAt }: Clock): ClockColumns {
  return { ...NEW_CLOCK, dueAt: new Date(createdAt.getTime() + OVERDUE_DAYS * DAY_MS) };
}

/** The clock of a complaint that runs since a moment, after it ran for so many seconds. */
export function clockFrom(target: Target | undefined, clock: Clock, running: Running): ClockColumns {
  if (target === undefined) return withoutTarget(clock);
  const { since, run } = running;
  const { responseSeconds, resolutionSeconds } = target;
  const isAnswered = clock.firstRespondedAt !== null;
  const firstResponseDueAt = isAnswered
    ? clock.firstResponseDueAt
    : dueMoment(target, since, run, responseSeconds, clock.firstResponseDueAt);
  const resolutionDueAt = dueMoment(target, since, run, resolutionSeconds, clock.resolutionDueAt);
  const responseTold = isAnswered ? clock.responseTold : stillTold(clock.responseTold, run, responseSeconds);
  const resolutionTold = stillTold(clock.resolutionTold, run, resolutionSeconds);
  const open = isAnswered ? null : responseSeconds;
  return {
    firstResponseDueAt,
    resolutionDueAt,
    dueAt: earliest([isAnswered ? null : firstResponseDueAt, resolutionDueAt]),
    alarmAt: earliest([
      alarmOf(target, running, responseTold, open, firstResponseDueAt),
      alarmOf(target, running, resolutionTold, resolutionSeconds, resolutionDueAt),
    ]),
    clockSince: since,
    clockSeconds: run,
    responseTold,
    resolutionTold,
  };
}

/** For how many seconds the clock has run until now. */
export function runUntil(target: Target | undefined, { clockSince, clockSeconds }: Clock, now: Date): number {
  const before = clockSeconds ?? 0;
  if (target === undefined || clockSince === null) return before;
  return before + Math.floor(workingTimeBetween(target.calendar, clockSince, now) / 1000);
}

/** Until when what ends while its clock stands would have had time: nobody can say of it that it was late. */
function dueHadItRun(
  target: Target | undefined,
  { clockSince, clockSeconds }: Clock,
  now: Date,
): Date | null {
  const whole = target?.resolutionSeconds ?? null;
  if (target === undefined || whole === null || clockSince !== null || clockSeconds === null) return null;
  return momentAfter(target, now, clockSeconds, whole);
}

/** The clock of a complaint on which nobody has to work: it stands. */
export function clockStopped(
  target: Target | undefined,
  clock: Clock,
  isOver: boolean,
  now: Date,
): ClockColumns {
  const { resolutionDueAt, firstResponseDueAt, responseTold, resolutionTold } = clock;
  const isLate = resolutionDueAt !== null && resolutionDueAt <= now;
  const atEnd = isOver ? (resolutionDueAt ?? dueHadItRun(target, clock, now)) : null;
  return {
    firstResponseDueAt,
    resolutionDueAt: isLate ? resolutionDueAt : atEnd,
    dueAt: null,
    alarmAt: null,
    clockSince: null,
    clockSeconds: clock.clockSeconds === null ? null : runUntil(target, clock, now),
    responseTold,
    resolutionTold,
  };
}
