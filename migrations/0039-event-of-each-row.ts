import { DataTypes } from 'sequelize';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

/**
 * Rows of a step are read with their complaint's, so the id of their event needs no index; it is no foreign key,
 * since events are kept, and cut, for themselves.
 */
const COLUMNS: readonly (readonly [table: string, column: string])[] = [
  ['status_changes', 'event_id'],
  ['remarks', 'event_id'],
  ['attachments', 'event_id'],
  ['feedback', 'event_id'],
  ['complaints', 'reporter_seen_event_id'],
];

export const up: Migration = async ({ context: db }) => {
  const number = { type: DataTypes.INTEGER, allowNull: true };
  for (const [table, column] of COLUMNS) await addColumn(db, table, column, number);
};

export const down: Migration = async ({ context: db }) => {
  for (const [table, column] of COLUMNS.toReversed()) await dropColumn(db, table, column);
};
