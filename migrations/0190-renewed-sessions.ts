import { exactText } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, addIndex, dropColumn, dropIndex } from '../src/database/schema-steps.ts';

/** Under which id a session was known before its person confirmed who they are; null: under no other. */
export const up: Migration = async ({ context: db }) => {
  await addColumn(db, 'sessions', 'former_sid', exactText(db, 64, { allowNull: true }));
  await addIndex(db, 'sessions', ['former_sid'], { name: 'sessions_former_sid' });
};

export const down: Migration = async ({ context: db }) => {
  await dropIndex(db, 'sessions', 'sessions_former_sid');
  await dropColumn(db, 'sessions', 'former_sid');
};
