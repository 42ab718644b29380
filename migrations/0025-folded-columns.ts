import { foldedText } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

/** Columns of text and how long each may be; a key is at most three times as long. */
const TEXTS: readonly (readonly [table: string, column: string, length: number])[] = [
  ['users', 'username', 150],
  ['users', 'email', 254],
  ['user_profiles', 'main_portal_id', 100],
  ['groups', 'name', 150],
  ['departments', 'name', 100],
  ['complaint_types', 'name', 100],
  ['statuses', 'name', 50],
];

export const up: Migration = async ({ context: db }) => {
  for (const [table, column, length] of TEXTS) {
    await addColumn(db, table, `${column}_folded`, foldedText(db, length * 3));
  }
};

export const down: Migration = async ({ context: db }) => {
  for (const [table, column] of TEXTS) await dropColumn(db, table, `${column}_folded`);
};
