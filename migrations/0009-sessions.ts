import { longText, moment, reference, tableOptions, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';

export const up: Migration = async ({ context: db }) => {
  await db.createTable(
    'sessions',
    {
      sid: text(db, 64, { primaryKey: true }),
      user_id: reference('users', 'CASCADE', { allowNull: true }),
      data: longText(),
      expires: moment({ allowNull: false }),
      ...timestamps(db),
    },
    tableOptions,
  );
  await db.addIndex('sessions', ['user_id'], { name: 'sessions_user_id' });
  await db.addIndex('sessions', ['expires'], { name: 'sessions_expires' });
};

export const down: Migration = ({ context: db }) => db.dropTable('sessions');
