import type { EventName } from '../../src/journal/events.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';

/** One event of the journal, its details read. */
export interface ReadEvent extends Omit<JournalEvent['_attributes'], 'details' | 'name'> {
  readonly name: EventName;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What the journal holds, the oldest first. */
export async function journal(where: Partial<JournalEvent['_attributes']> = {}): Promise<ReadEvent[]> {
  const rows = await JournalEvent.findAll({ where, order: [['id', 'ASC']] });
  return rows.map((row) => ({
    ...row.get({ plain: true }),
    name: row.name as EventName,
    details: JSON.parse(row.details) as ReadEvent['details'],
  }));
}

/** What happened to a complaint after it was filed, and who did it. */
export async function happenedTo(complaintId: number): Promise<(readonly [EventName, number | null])[]> {
  const events = await journal({ complaintId });
  return events
    .filter(({ name }) => name !== 'complaint.filed')
    .map(({ name, actorId }) => [name, actorId] as const);
}

/** How many events there are after complaints were filed: of one complaint, or of all. */
export async function countSteps(complaintId?: number): Promise<number> {
  const events = await journal(complaintId === undefined ? {} : { complaintId });
  return events.filter(({ name }) => name.startsWith('complaint.') && name !== 'complaint.filed').length;
}
