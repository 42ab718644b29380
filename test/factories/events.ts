import { markOf } from '../../src/journal/mark.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';

/** Many events as the program writes them, but all at once; of an hour ago, so that they are sealed at once. */
export async function buildEvents(count: number, at = new Date(Date.now() - 3_600_000)): Promise<void> {
  const surroundings = { origin: 'panel', address: '10.0.0.7', requestId: 'r-1' };
  for (let done = 0; done < count; done += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - done) }, (_, index) => {
      const changes = { name: { from: `Printer ${done + index}`, to: `Scanner ${done + index}` } };
      const row = {
        name: 'department.updated',
        subjectType: 'department',
        subjectId: done + index + 1,
        complaintId: null,
        actorId: 7,
        actorName: 'Rosa Reporter',
        ...surroundings,
        details: JSON.stringify({ changes }),
        createdAt: at,
      };
      return { ...row, mark: markOf(row) };
    });
    await JournalEvent.bulkCreate(rows);
  }
}
