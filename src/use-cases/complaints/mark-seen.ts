import { Complaint } from '../../models/complaint.ts';
import type { Person } from '../../policies/actor.ts';

/** Remembers that the reporter has the conversation before them; for anybody else it does nothing. */
export async function markSeen(person: Person, id: number, now: Date = new Date()): Promise<void> {
  // Not a change of the complaint: neither its version nor the time of its last change moves.
  await Complaint.update({ reporterSeenAt: now }, { where: { id, reporterId: person.id }, silent: true });
}
