import type { ComplaintEventName, EventDetails } from '../../journal/events.ts';
import { MINUTE_MS } from '../../durations.ts';
import { earliest, momentAfter, WARNED_AT, type Clock } from './clock.ts';
import type { Target } from './targets-in-force.ts';
import { addWorkingTime, isOpenAt } from './working-time.ts';

/** What is told later than this after its time is told as noticed late; milliseconds. */
const LATE_MS = 5 * MINUTE_MS;

/** An event that tells that something is late or soon will be. */
export interface Alarm {
  readonly name: Extract<ComplaintEventName, 'complaint.warned' | 'complaint.escalated'>;
  readonly details: EventDetails['complaint.warned'];
}

/** What a moment makes of a complaint's clock. */
export interface Ringing {
  readonly alarms: readonly Alarm[];
  readonly columns: Pick<Clock, 'alarmAt' | 'responseTold' | 'resolutionTold'>;
}

interface Time {
  readonly target: 'response' | 'resolution';
  readonly told: number;
  readonly warnAt: Date | null;
  readonly dueAt: Date | null;
}

function timeOf(target: Target, clock: Clock, what: Time['target']): Time {
  const isResponse = what === 'response';
  const whole = isResponse ? target.responseSeconds : target.resolutionSeconds;
  const told = isResponse ? clock.responseTold : clock.resolutionTold;
  const { clockSince: since, clockSeconds: run, firstRespondedAt } = clock;
  if (whole === null || since === null || (isResponse && firstRespondedAt !== null))
    return { target: what, told, warnAt: null, dueAt: null };
  const warnAt = momentAfter(target, since, run ?? 0, whole * WARNED_AT);
  return { target: what, told, warnAt, dueAt: isResponse ? clock.firstResponseDueAt : clock.resolutionDueAt };
}

interface Rung {
  readonly told: number;
  /** When there is more to tell of it. */
  readonly next: Date | null;
  readonly alarm?: Alarm;
  /** When that was to be told. */
  readonly at?: Date;
}

/** What was late before anybody was warned needs no warning any more. */
function ring({ target, told, warnAt, dueAt }: Time, now: Date): Rung {
  if (dueAt === null || told > 1) return { told, next: null };
  const isOver = dueAt <= now;
  const isNear = told === 0 && warnAt !== null && warnAt <= now;
  if (!isOver && !isNear) return { told, next: told === 0 ? warnAt : dueAt };
  const at = isOver || warnAt === null ? dueAt : warnAt;
  const since = now.getTime() - at.getTime() > LATE_MS ? { since: at.toISOString() } : {};
  const details = { target, dueAt: dueAt.toISOString(), ...since };
  const name = isOver ? 'complaint.escalated' : 'complaint.warned';
  return { told: isOver ? 2 : 1, next: isOver ? null : dueAt, alarm: { name, details }, at };
}

/** What is to be told now of a complaint; what was missed is told when the calendar is open again, not at night. */
export function ringing(target: Target, clock: Clock, now: Date): Ringing {
  const response = ring(timeOf(target, clock, 'response'), now);
  const resolution = ring(timeOf(target, clock, 'resolution'), now);
  const rung = [response, resolution];
  const isMissed = rung.some(({ at }) => at !== undefined && now.getTime() - at.getTime() > LATE_MS);
  if (isMissed && !isOpenAt(target.calendar, now)) {
    const { responseTold, resolutionTold } = clock;
    return {
      alarms: [],
      columns: { alarmAt: addWorkingTime(target.calendar, now, 0), responseTold, resolutionTold },
    };
  }
  return {
    alarms: rung.flatMap(({ alarm }) => (alarm === undefined ? [] : [alarm])),
    columns: {
      alarmAt: earliest(rung.map(({ next }) => next)),
      responseTold: response.told,
      resolutionTold: resolution.told,
    },
  };
}
