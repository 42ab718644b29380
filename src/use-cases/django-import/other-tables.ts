import type { ImportRun } from './import-run.ts';
import { REFERENCE } from './reference-tables.ts';
import { PARTS } from './story/dossier.ts';

/** Tables of the old portal's own, whatever their names. */
const OWN = /^(core|complaints|faq|feedback)_/;
/** Tables that are moved. */
const MOVED: ReadonlySet<string> = new Set([
  'auth_user',
  'auth_user_groups',
  'core_userprofile',
  'complaints_complaint',
  'faq_faq',
  ...REFERENCE.map(({ source }) => source),
  ...Object.values(PARTS),
]);
const WHY: Readonly<Record<string, string>> = {
  feedback_feedbacktemplate: 'here a rating is stars and a comment; there are no questions to choose',
};

/** Accounts for the rows of the old portal's tables for which there is no place here; returns the names of all that are not its own. */
export async function accountForOthers({ source, ledger }: ImportRun): Promise<string[]> {
  const others = source.tables.filter((table) => !MOVED.has(table));
  for (const table of others.filter((name) => OWN.test(name))) {
    const rows = await source.all(table);
    ledger.expect(table, rows.length);
    for (const [index, row] of rows.entries())
      ledger.skipped(table, Number(row.id ?? index + 1), WHY[table] ?? 'this portal has no place for it');
  }
  return others.filter((name) => !OWN.test(name));
}
