import { database } from '../../database/connect.ts';
import { remarked, type StoredEvent } from '../../journal/mark.ts';
import { JournalEvent } from '../../models/journal-event.ts';

/** Of many events whose marks alone change, one statement writes all. */
async function writeMarks(events: readonly StoredEvent[]): Promise<void> {
  if (events.length === 0) return;
  const cases = events.map((_, index) => `WHEN $${index * 2 + 1} THEN $${index * 2 + 2}`).join(' ');
  const last = events.length * 2;
  const places = events.map((_, index) => `$${last + index + 1}`).join(', ');
  const bind = [...events.flatMap(({ id, mark }) => [id, mark ?? '']), ...events.map(({ id }) => id)];
  await database().query(`UPDATE events SET mark = CASE id ${cases} END WHERE id IN (${places})`, { bind });
}

/**
 * Gives events that were proven a mark of the present key, in a transaction that holds them; returns them as they stand then.
 */
export async function markAnew(events: readonly StoredEvent[]): Promise<readonly StoredEvent[]> {
  const marks: StoredEvent[] = [];
  const all: StoredEvent[] = [];
  for (const event of events) {
    const values = remarked(event);
    const after = { ...event, ...values };
    all.push(after);
    if (values === undefined) continue;
    const { actorName, address, details } = event;
    const isMarkAlone =
      values.details === details && values.actorName === actorName && values.address === address;
    if (isMarkAlone) marks.push(after);
    else await JournalEvent.update(values, { where: { id: event.id } });
  }
  await writeMarks(marks);
  return all;
}
