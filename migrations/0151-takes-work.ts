import { flag } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

/** Whether somebody whose groups hold the right to work can be assigned complaints: people can, programs if it is said. */
export const up: Migration = ({ context: db }) => addColumn(db, 'users', 'takes_work', flag(true));

export const down: Migration = ({ context: db }) => dropColumn(db, 'users', 'takes_work');
