import { count, moment, tableOptions, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';

export const up: Migration = async ({ context: db }) => {
  await db.createTable(
    'sign_in_failures',
    {
      key: text(db, 191, { primaryKey: true }),
      points: count(0),
      expires: moment({ allowNull: false }),
    },
    tableOptions,
  );
  await db.addIndex('sign_in_failures', ['expires'], { name: 'sign_in_failures_expires' });
};

export const down: Migration = ({ context: db }) => db.dropTable('sign_in_failures');
