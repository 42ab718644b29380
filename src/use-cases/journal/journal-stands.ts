import { database } from '../../database/connect.ts';
import { hasJournalKey } from '../../journal/key.ts';
import { JournalEvent } from '../../models/journal-event.ts';

/** Whether an event can be written: the table is there as this version knows it, and the key that proves events. */
export async function journalStands(): Promise<boolean> {
  const db = database().getQueryInterface();
  if (!hasJournalKey() || !(await db.tableExists(JournalEvent.tableName))) return false;
  const columns = await db.describeTable(JournalEvent.tableName);
  return Object.values(JournalEvent.getAttributes()).every(({ field = '' }) => field in columns);
}
