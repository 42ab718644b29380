import { Op } from 'sequelize';
import { ConflictError } from '../../errors.ts';
import { Complaint } from '../../models/complaint.ts';
import { Status } from '../../models/status.ts';
import type { Actor } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { authorize } from '../../policies/policy.ts';
import { takeStep } from './step.ts';

const BATCH = 500;

async function due(before: Date, afterId: number): Promise<number[]> {
  const resolved = await Status.findAll({ attributes: ['id'], where: { category: 'resolved' } });
  const rows = await Complaint.findAll({
    attributes: ['id'],
    where: {
      id: { [Op.gt]: afterId },
      statusId: resolved.map(({ id }) => id),
      resolvedAt: { [Op.lte]: before },
    },
    order: [['id', 'ASC']],
    limit: BATCH,
  });
  return rows.map(({ id }) => id);
}

async function close(actor: Actor, id: number, before: Date, days: number, now: Date): Promise<boolean> {
  const step = takeStep(
    actor,
    'close',
    { id },
    ({ complaint }) => {
      // Reopened and resolved anew since the batch was read.
      if (complaint.resolvedAt === null || complaint.resolvedAt > before) throw new ConflictError('Not due.');
      return {
        to: 'closed',
        set: { closedAt: now },
        what: `closed it after ${days} days without an answer`,
        note: `Nobody answered for ${days} days`,
        event: { name: 'complaint.closed' },
      };
    },
    now,
  );
  return step.then(
    () => true,
    (error: unknown) => {
      if (error instanceof ConflictError) return false;
      throw error;
    },
  );
}

/**
 * Closes what was resolved `days` days before `now` or earlier, each complaint in a transaction of its own. What the
 * reporter reopens in the meantime stays open. Returns how many were closed.
 *
 * @throws ForbiddenError unless the system asks.
 */
export async function closeUnanswered(actor: Actor, days: number, now: Date = new Date()): Promise<number> {
  authorize(complaintPolicy, actor, 'close');
  const before = new Date(now.getTime() - days * 86_400_000);
  let closed = 0;
  for (let ids = await due(before, 0); ids.length > 0; ids = await due(before, ids.at(-1) ?? 0)) {
    for (const id of ids) closed += (await close(actor, id, before, days, now)) ? 1 : 0;
  }
  return closed;
}
