import { momentOfInsert, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Who follows which complaint, beside its reporter and those who work on it. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'watchers', {
    complaint_id: reference('complaints', 'CASCADE', { primaryKey: true }),
    user_id: reference('users', 'CASCADE', { primaryKey: true }),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'watchers', ['user_id', 'complaint_id'], { name: 'watchers_user_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'watchers');
