import { moment } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

/** From when on the days are counted in which a reporter can answer a solution; null: since it was resolved. */
export const up: Migration = ({ context: db }) =>
  addColumn(db, 'complaints', 'answer_awaited_since', moment());

export const down: Migration = ({ context: db }) => dropColumn(db, 'complaints', 'answer_awaited_since');
