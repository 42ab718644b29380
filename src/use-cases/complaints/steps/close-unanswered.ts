import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { NotFoundError, UnavailableError } from '../../../errors.ts';
import { Complaint } from '../../../models/complaint.ts';
import { Status } from '../../../models/status.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { authorize } from '../../../policies/policy.ts';
import { closeComplaint } from './close-complaint.ts';
import { DAY_MS } from '../../../durations.ts';

const BATCH = 500;
/** Most numbers in a message. */
const NAMED = 10;

async function due(before: Date, afterId: number): Promise<number[]> {
  const resolved = await Status.findAll({ attributes: ['id'], where: { category: 'resolved' } });
  const rows = await Complaint.findAll({
    attributes: ['id'],
    where: {
      id: { [Op.gt]: afterId },
      statusId: resolved.map(({ id }) => id),
      resolvedAt: { [Op.lte]: before },
      answerAwaitedSince: { [Op.or]: [null, { [Op.lte]: before }] },
    },
    order: [['id', 'ASC']],
    limit: BATCH,
  });
  return rows.map(({ id }) => id);
}

function listed(ids: readonly number[]): string {
  const named = ids.slice(0, NAMED).map((id) => `#${id}`);
  return ids.length > NAMED ? `${named.join(', ')} and ${ids.length - NAMED} more` : named.join(', ');
}

/** Closes one complaint unless it is not due any more or gone; returns whether it was closed. */
async function closeIfDue(actor: Actor, id: number, days: number, now: Date): Promise<boolean> {
  try {
    return await closeComplaint(actor, id, days, now);
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

/**
 * Closes what was resolved `days` days before `now` or earlier, each complaint in a transaction of its own. What the
 * reporter reopens in the meantime stays open. One that cannot be closed does not keep the others from it. Returns how
 * many were closed.
 *
 * @param signal ends it between two complaints.
 * @throws ForbiddenError unless the system asks; UnavailableError when the database is away; Error when some could not
 *   be closed.
 */
export async function closeUnanswered(
  actor: Actor,
  days: number,
  now: Date = presentMoment(),
  signal?: AbortSignal,
): Promise<number> {
  authorize(complaintPolicy, actor, 'close');
  const before = new Date(now.getTime() - days * DAY_MS);
  const failed: { id: number; error: unknown }[] = [];
  let closed = 0;
  for (let ids = await due(before, 0); ids.length > 0; ids = await due(before, ids.at(-1) ?? 0)) {
    for (const id of ids) {
      signal?.throwIfAborted();
      try {
        closed += (await closeIfDue(actor, id, days, now)) ? 1 : 0;
      } catch (error) {
        if (error instanceof UnavailableError) throw error;
        failed.push({ id, error });
      }
    }
  }
  if (failed.length === 0) return closed;
  throw new Error(`These could not be closed: ${listed(failed.map(({ id }) => id))}`, {
    cause: failed[0]?.error,
  });
}
