import { count, momentOfInsert, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** One row, which says which installation this database belongs to. */
export const up: Migration = ({ context: db }) =>
  addTable(db, 'installation', {
    id: { ...count(1), primaryKey: true },
    name: text(db, 36),
    created_at: momentOfInsert(db),
  });

export const down: Migration = ({ context: db }) => dropTable(db, 'installation');
