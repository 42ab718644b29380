import { Op } from 'sequelize';
import { presentMoment } from '../database/present-moment.ts';
import { inTransaction } from '../database/transaction.ts';
import { Job } from '../models/job.ts';
import { enqueue } from './enqueue.ts';
import type { JobKind } from './job-kind.ts';

/** A kind of job that is done by the clock. */
type Periodic = JobKind & { readonly everyMs: number };

export function isPeriodic(kind: JobKind): kind is Periodic {
  return kind.everyMs !== undefined;
}

/** The beginning of the span that `moment` lies in: the same in every process. */
export function slotOf({ everyMs }: Periodic, moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / everyMs) * everyMs);
}

/** Keys of one kind sort by time. */
function keyOf({ kind }: Periodic, slot?: Date): string {
  return `${kind}@${slot?.toISOString() ?? ''}`;
}

function enqueueSlot(kind: Periodic, slot: Date): Promise<boolean> {
  return enqueue(kind.kind, {}, { runAt: slot, dedupeKey: keyOf(kind, slot) });
}

/** What was not done in its span is not made up for, as the present one's job does the same; what failed stays to be seen. */
async function giveUpFormer(kind: Periodic, slot: Date, endedAt: Date): Promise<void> {
  const former = {
    state: 'waiting' as const,
    dedupeKey: { [Op.gte]: keyOf(kind), [Op.lt]: keyOf(kind, slot) },
  };
  // Nearly always there are none, and ten processes that look for some to remove would wait for one another.
  if ((await Job.count({ where: former })) === 0) return;
  await Job.destroy({ where: { ...former, attempts: 0 } });
  await Job.update({ state: 'dead', endedAt }, { where: former });
}

/**
 * Adds the present span's job of a kind, and the next one's, of which each is there once however many processes ask.
 * The present one runs at once where it was not done yet.
 */
export async function scheduleSlots(kind: Periodic): Promise<void> {
  const now = presentMoment();
  const slot = slotOf(kind, now);
  await inTransaction(async () => {
    await giveUpFormer(kind, slot, now);
    await enqueueSlot(kind, slot);
    await enqueueSlot(kind, new Date(slot.getTime() + kind.everyMs));
  });
}
