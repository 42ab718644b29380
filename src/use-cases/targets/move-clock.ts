import type { Complaint } from '../../models/complaint.ts';
import type { StatusCategory } from '../../models/status.ts';
import { clockFrom, clockStopped, NEW_CLOCK, runUntil, type ClockColumns } from './clock.ts';
import { targetsInForce, type Kind } from './targets-in-force.ts';

/** Categories of complaints on which staff have to work: their clocks run. */
export const RUNNING: readonly StatusCategory[] = ['new', 'open'];

const runs = (category: StatusCategory): boolean => RUNNING.includes(category);

/** The clock of a complaint that is filed now. */
export async function firstClock(kind: Kind, createdAt: Date): Promise<ClockColumns> {
  const target = (await targetsInForce()).find(kind);
  return clockFrom(target, { ...NEW_CLOCK, createdAt }, { since: createdAt, run: 0 });
}

/** What a step does that the clock minds. */
export interface Move {
  /** The categories before and after. */
  readonly from: StatusCategory;
  readonly to: StatusCategory;
  /** Staff have said something that the reporter reads. */
  readonly isReply: boolean;
  readonly now: Date;
}

function before(complaint: Complaint): Kind {
  const { typeId, urgency } = complaint;
  const was = (field: 'typeId' | 'urgency'): unknown =>
    complaint.changed(field) ? complaint.previous(field) : undefined;
  return {
    typeId: (was('typeId') ?? typeId) as number,
    urgency: (was('urgency') ?? urgency) as Kind['urgency'],
  };
}

async function moved(complaint: Complaint, { from, to, now }: Move): Promise<ClockColumns> {
  const targets = await targetsInForce();
  const former = targets.find(before(complaint));
  if (!runs(to)) return clockStopped(former, complaint, to !== 'pending', now);
  const target = targets.find(complaint);
  // There was no target before: all time since it was filed counts.
  const isFirst = complaint.clockSeconds === null && runs(from);
  const clock = isFirst ? { ...complaint.get(), clockSince: complaint.createdAt } : complaint;
  return clockFrom(target, complaint, { since: now, run: runUntil(isFirst ? target : former, clock, now) });
}

/** What was answered in time or late is not due any more. */
async function answered(complaint: Complaint): Promise<ClockColumns> {
  const { clockSince: since, clockSeconds: run } = complaint;
  if (since === null || run === null) return complaint;
  return clockFrom((await targetsInForce()).find(complaint), complaint, { since, run });
}

/** Sets what a step does to the clock of a complaint, to be saved with all else of the step. */
export async function moveClock(complaint: Complaint, move: Move): Promise<void> {
  const isFirstReply = move.isReply && complaint.firstRespondedAt === null;
  if (isFirstReply) complaint.firstRespondedAt = move.now;
  const isOther = complaint.changed('typeId') || complaint.changed('urgency');
  const isTurned = runs(move.from) !== runs(move.to) || (!runs(move.to) && move.from !== move.to);
  if (isTurned || (isOther && runs(move.to))) complaint.set(columnsOf(await moved(complaint, move)));
  else if (isFirstReply) complaint.set(columnsOf(await answered(complaint)));
}

function columnsOf(clock: ClockColumns): ClockColumns {
  const { firstResponseDueAt, resolutionDueAt, dueAt, alarmAt } = clock;
  const { clockSince, clockSeconds, responseTold, resolutionTold } = clock;
  return {
    firstResponseDueAt,
    resolutionDueAt,
    dueAt,
    alarmAt,
    clockSince,
    clockSeconds,
    responseTold,
    resolutionTold,
  };
}
