import type { Migration } from '../src/database/migrator.ts';
import { addIndex, dropIndex } from '../src/database/schema-steps.ts';

const UNIQUE: readonly (readonly [table: string, column: string])[] = [
  ['users', 'username_folded'],
  ['user_profiles', 'main_portal_id_folded'],
  ['groups', 'name_folded'],
  ['departments', 'name_folded'],
  ['complaint_types', 'name_folded'],
  ['statuses', 'name_folded'],
];

export const up: Migration = async ({ context: db }) => {
  for (const [table, column] of UNIQUE) {
    await addIndex(db, table, [column], { name: `${table}_${column}_unique`, unique: true });
  }
  await addIndex(db, 'users', ['email_folded'], { name: 'users_email_folded' });
  // The list of people is sorted by it.
  await addIndex(db, 'users', ['username'], { name: 'users_username' });
};

export const down: Migration = async ({ context: db }) => {
  await dropIndex(db, 'users', 'users_username');
  await dropIndex(db, 'users', 'users_email_folded');
  for (const [table, column] of UNIQUE) await dropIndex(db, table, `${table}_${column}_unique`);
};
