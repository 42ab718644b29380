import { DataTypes } from 'sequelize';
import { count, reference, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Each complaint of a bulk run; it stays when the complaint is gone, so that the run can say so. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'bulk_rows', {
    run_id: reference('bulk_runs', 'CASCADE', { primaryKey: true }),
    complaint_id: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
    place: count(0),
    version: { type: DataTypes.INTEGER, allowNull: true },
    given: text(db, 500, { defaultValue: '{}' }),
    state: text(db, 10, { defaultValue: 'waiting' }),
    reason: text(db, 500, { defaultValue: '' }),
    was: text(db, 500, { defaultValue: '' }),
    version_after: { type: DataTypes.INTEGER, allowNull: true },
  });
  await addIndex(db, 'bulk_rows', ['run_id', 'state', 'place'], { name: 'bulk_rows_run_state' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'bulk_rows');
