import { moment } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

/** When somebody's personal data was erased; null: it was not. */
export const up: Migration = ({ context: db }) =>
  addColumn(db, 'users', 'erased_at', moment({ allowNull: true }));

export const down: Migration = ({ context: db }) => dropColumn(db, 'users', 'erased_at');
