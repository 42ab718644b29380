import { DataTypes } from 'sequelize';
import { count } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

const part = { type: DataTypes.INTEGER, allowNull: false, primaryKey: true };
const TIMES = { type: DataTypes.TEXT, allowNull: false };

const COUNTED = [
  'filed',
  'ended',
  'reopened',
  'answered',
  'answered_due',
  'answered_in_time',
  'resolved',
  'resolved_due',
  'resolved_in_time',
  'stars1',
  'stars2',
  'stars3',
  'stars4',
  'stars5',
] as const;

/** What happened on each day, by department, type and engineer; no foreign keys, since it is counted anew. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'daily_figures', {
    level: part,
    day: part,
    department_id: part,
    type_id: part,
    engineer_id: part,
    ...Object.fromEntries(COUNTED.map((name) => [name, count(0)])),
    answer_times: TIMES,
    resolve_times: TIMES,
  });
  await addIndex(db, 'daily_figures', ['level', 'department_id', 'type_id', 'engineer_id', 'day'], {
    name: 'daily_figures_parts',
  });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'daily_figures');
