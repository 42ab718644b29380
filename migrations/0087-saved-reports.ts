import { count, foldedText, id, moment, reference, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Reports that are kept under a name, and when they are made. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'saved_reports', {
    id: id(),
    name: text(db, 100),
    name_folded: foldedText(db, 300),
    question: text(db, 1000),
    format: text(db, 4),
    every: text(db, 10),
    next_at: moment(),
    version: count(0),
    owner_id: reference('users', 'SET NULL'),
    ...timestamps(db),
  });
  await addIndex(db, 'saved_reports', ['name_folded'], {
    name: 'saved_reports_name_folded_unique',
    unique: true,
  });
  await addIndex(db, 'saved_reports', ['next_at'], { name: 'saved_reports_next_at' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'saved_reports');
