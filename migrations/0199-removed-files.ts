import { moment } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

/** When the files of a complaint were removed by a rule; null: they were not. */
export const up: Migration = ({ context: db }) => addColumn(db, 'complaints', 'files_removed_at', moment());

export const down: Migration = ({ context: db }) => dropColumn(db, 'complaints', 'files_removed_at');
