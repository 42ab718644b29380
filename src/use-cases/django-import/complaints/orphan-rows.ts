import type { ImportRun } from '../import-run.ts';
import { PARTS } from '../story/dossier.ts';

const COMPLAINTS = 'complaints_complaint';

/** Says how many rows the parts of complaints have, and accounts for those that belong to none. */
export async function accountForOrphans({ source, ledger }: ImportRun): Promise<void> {
  for (const table of Object.values(PARTS)) {
    if (!source.has(table)) continue;
    ledger.expect(table, await source.count(table));
    if (!source.has(COMPLAINTS)) {
      for (const row of await source.all(table))
        ledger.skipped(table, Number(row.id ?? 0), 'there are no complaints');
      continue;
    }
    for (const { id } of await source.orphans(table, 'complaint_id', COMPLAINTS))
      ledger.skipped(table, id, 'its complaint does not exist');
  }
}
