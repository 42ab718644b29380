import { Op } from 'sequelize';
import { Complaint } from '../../../models/complaint.ts';
import { JournalEvent } from '../../../models/journal-event.ts';
import type { Person } from '../../../policies/actor.ts';
import { presentMoment } from '../../../database/present-moment.ts';

async function newestEvent(complaintId: number): Promise<number> {
  return (await JournalEvent.max<number, JournalEvent>('id', { where: { complaintId } })) ?? 0;
}

/**
 * Remembers that the reporter has the conversation before them; for anybody else it does nothing.
 *
 * @param eventId the newest event that they see, since what commits while they look is news; default: all there is.
 */
export async function markSeen(
  person: Person,
  id: number,
  eventId?: number,
  now: Date = presentMoment(),
): Promise<void> {
  const seen = eventId ?? (await newestEvent(id));
  const isNews = { [Op.or]: [{ [Op.is]: null }, { [Op.lt]: seen }] };
  // Not a change of the complaint: neither its version nor the time of its last change moves.
  await Complaint.update(
    { reporterSeenAt: now, reporterSeenEventId: seen },
    { where: { id, reporterId: person.id, reporterSeenEventId: isNews }, silent: true },
  );
}
