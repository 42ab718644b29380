import { count, moment, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'sign_in_failures', {
    key: text(db, 191, { primaryKey: true }),
    points: count(0),
    expires: moment({ allowNull: false }),
  });
  await addIndex(db, 'sign_in_failures', ['expires'], { name: 'sign_in_failures_expires' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'sign_in_failures');
