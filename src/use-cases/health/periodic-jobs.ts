import { Op } from 'sequelize';
import { MINUTE_MS } from '../../durations.ts';
import { isPeriodic } from '../../jobs/schedule.ts';
import { Job } from '../../models/job.ts';
import type { JobKind } from '../../jobs/job-kind.ts';

/** How a kind of job that is done by the clock stands. */
export interface PeriodicState {
  readonly kind: string;
  readonly label: string;
  /** Null: never, as far as the table remembers. */
  readonly lastDone: Date | null;
  /** It should have been done since; false also where nobody ever laid one. */
  readonly isLate: boolean;
  /** Whether any job of the kind stands there. */
  readonly isKnown: boolean;
}

/** How late such a job may be, in milliseconds. */
export function patienceFor(everyMs: number): number {
  return everyMs + Math.max(10 * MINUTE_MS, everyMs / 2);
}

/** Keys of a kind's spans begin with its name and sort by time. */
const ofKind = (kind: string) => ({ dedupeKey: { [Op.gte]: `${kind}@`, [Op.lt]: `${kind}A` } });

async function momentOf(
  kind: string,
  where: object,
  column: 'endedAt' | 'createdAt',
  direction: 'ASC' | 'DESC',
): Promise<Date | null> {
  const row = await Job.findOne({
    attributes: [column],
    where: { ...ofKind(kind), ...where },
    order: [['dedupeKey', direction]],
    raw: true,
  });
  const moment = row?.[column] ?? null;
  return moment === null ? null : new Date(moment);
}

/** When a kind of job that is done by the clock was done last; null: never, as far as the table remembers. */
export function lastDone(kind: string): Promise<Date | null> {
  return momentOf(kind, { state: 'done' }, 'endedAt', 'DESC');
}

async function stateOf({ kind, label }: JobKind, everyMs: number, now: Date): Promise<PeriodicState> {
  const [done, since, running] = await Promise.all([
    lastDone(kind),
    momentOf(kind, {}, 'createdAt', 'ASC'),
    Job.count({ where: { ...ofKind(kind), state: 'running', leaseUntil: { [Op.gt]: now } } }),
  ]);
  const from = done ?? since;
  const isLate = from !== null && running === 0 && now.getTime() - from.getTime() > patienceFor(everyMs);
  return { kind, label, lastDone: done, isLate, isKnown: since !== null };
}

/** How each kind of job that is done by the clock stands. */
export function periodicStates(kinds: readonly JobKind[], now: Date): Promise<PeriodicState[]> {
  return Promise.all(kinds.filter(isPeriodic).map((kind) => stateOf(kind, kind.everyMs, now)));
}
