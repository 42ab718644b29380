import { Op } from 'sequelize';
import { Complaint } from '../../models/complaint.ts';
import { Status } from '../../models/status.ts';
import type { Actor } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { authorize } from '../../policies/policy.ts';
import { closeComplaint } from './close-complaint.ts';

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
    for (const id of ids) closed += (await closeComplaint(actor, id, days, now)) ? 1 : 0;
  }
  return closed;
}
