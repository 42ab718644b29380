import type { Migration } from '../src/database/migrator.ts';
import { addIndex, dropIndex } from '../src/database/schema-steps.ts';

/** They compared by the engine's collation, to which accents mean nothing on one and only English has letter case on the other. */
const REPLACED: readonly (readonly [table: string, column: string])[] = [
  ['users', 'username'],
  ['user_profiles', 'main_portal_id'],
  ['groups', 'name'],
  ['departments', 'name'],
  ['complaint_types', 'name'],
  ['statuses', 'name'],
];

export const up: Migration = async ({ context: db }) => {
  for (const [table, column] of REPLACED) await dropIndex(db, table, `${table}_${column}_unique`);
};

export const down: Migration = async ({ context: db }) => {
  for (const [table, column] of REPLACED) {
    await addIndex(db, table, [column], { name: `${table}_${column}_unique`, unique: true });
  }
};
