import type { ComplaintEventName } from '../../../journal/events.ts';
import { JournalEvent } from '../../../models/journal-event.ts';
import type { Actor } from '../../../policies/actor.ts';

/** Whether this was the last that happened to the complaint, by this person: a form sent twice is no conflict. */
export async function wasLastStep(
  { id }: Actor,
  complaintId: number,
  name: ComplaintEventName,
): Promise<boolean> {
  const last = await JournalEvent.findOne({ where: { complaintId }, order: [['id', 'DESC']] });
  return last?.name === name && last.actorId === id;
}
