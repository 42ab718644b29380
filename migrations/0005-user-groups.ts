import { momentOfInsert, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'user_groups', {
    user_id: reference('users', 'CASCADE', { primaryKey: true }),
    group_id: reference('groups', 'CASCADE', { primaryKey: true }),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'user_groups', ['group_id'], { name: 'user_groups_group_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'user_groups');
