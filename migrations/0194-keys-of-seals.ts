import { exactText } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

/** By which key a seal and its events go; null: of a time when there was one alone, or not all by the same. */
export const up: Migration = ({ context: db }) =>
  addColumn(db, 'event_seals', 'key_id', exactText(db, 12, { allowNull: true }));

export const down: Migration = ({ context: db }) => dropColumn(db, 'event_seals', 'key_id');
