import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { Notification } from '../../../models/notification.ts';
import type { Actor } from '../../../policies/actor.ts';

/** Remembers that somebody read all news about a complaint, as they have it before them; returns how many were unread. */
export async function markComplaintRead(actor: Actor, complaintId: number): Promise<number> {
  const { id: recipientId } = actor;
  // The command line is told nothing.
  if (recipientId === null) return 0;
  const where = { recipientId, channel: 'portal', readAt: null, complaintId };
  const unread = await Notification.findAll({ attributes: ['id'], where, raw: true });
  // Most pages are opened without news: nothing is written for them.
  if (unread.length === 0) return 0;
  const id = unread.map((row) => row.id);
  const [count] = await inTransaction(() =>
    Notification.update({ readAt: presentMoment() }, { where: { id, readAt: null } }),
  );
  return count;
}
