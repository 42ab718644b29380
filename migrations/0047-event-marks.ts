import { exactText } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

/** By which an event proves that the portal wrote it; what was written before has none. */
export const up: Migration = ({ context: db }) =>
  addColumn(db, 'events', 'mark', exactText(db, 64, { allowNull: true }));

export const down: Migration = ({ context: db }) => dropColumn(db, 'events', 'mark');
