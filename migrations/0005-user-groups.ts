import { momentOfInsert, reference, tableOptions } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';

export const up: Migration = async ({ context: db }) => {
  await db.createTable(
    'user_groups',
    {
      user_id: reference('users', 'CASCADE', { primaryKey: true }),
      group_id: reference('groups', 'CASCADE', { primaryKey: true }),
      created_at: momentOfInsert(db),
    },
    tableOptions,
  );
  await db.addIndex('user_groups', ['group_id'], { name: 'user_groups_group_id' });
};

export const down: Migration = ({ context: db }) => db.dropTable('user_groups');
