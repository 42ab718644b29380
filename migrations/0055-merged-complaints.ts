import { reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, addIndex, dropColumn, dropIndex, dropReferences } from '../src/database/schema-steps.ts';

const name = 'complaints_merged_into_id';

/** The complaint in which one goes on that says the same. */
export const up: Migration = async ({ context: db }) => {
  await addColumn(db, 'complaints', 'merged_into_id', reference('complaints', 'SET NULL'));
  await addIndex(db, 'complaints', ['merged_into_id'], { name });
};

export const down: Migration = async ({ context: db }) => {
  await dropReferences(db, 'complaints', 'merged_into_id');
  await dropIndex(db, 'complaints', name);
  await dropColumn(db, 'complaints', 'merged_into_id');
};
