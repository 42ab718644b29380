import { exactText, id, moment, momentOfInsert } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** The keys that the database was ever written with, by their names. */
export const up: Migration = ({ context: db }) =>
  addTable(db, 'used_keys', {
    id: id(),
    key_id: exactText(db, 12, { unique: true }),
    since: momentOfInsert(db),
    retired_at: moment(),
  });

export const down: Migration = ({ context: db }) => dropTable(db, 'used_keys');
