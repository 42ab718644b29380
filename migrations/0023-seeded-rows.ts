import { momentOfInsert, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** What was ever seeded, by a key that stays when the row is renamed, changed or deleted. */
export const up: Migration = ({ context: db }) =>
  addTable(db, 'seeded_rows', {
    table_name: text(db, 64, { primaryKey: true }),
    row_key: text(db, 64, { primaryKey: true }),
    created_at: momentOfInsert(db),
  });

export const down: Migration = ({ context: db }) => dropTable(db, 'seeded_rows');
