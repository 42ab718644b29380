import { DataTypes } from 'sequelize';
import { count, moment, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** How far the daily figures are counted; one row. */
export const up: Migration = ({ context: db }) =>
  addTable(db, 'figures_state', {
    id: { type: DataTypes.INTEGER, primaryKey: true },
    time_zone: text(db, 64),
    through_day: count(0),
    followed_event_id: count(0),
    newest_event_id: count(0),
    newest_at: moment(),
    checked_at: moment(),
    mended: count(0),
  });

export const down: Migration = ({ context: db }) => dropTable(db, 'figures_state');
