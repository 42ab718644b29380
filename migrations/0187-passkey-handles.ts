import { exactText, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** By what the devices of people know them: random, and the same for all passkeys of one person. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'passkey_handles', {
    user_id: reference('users', 'CASCADE', { primaryKey: true }),
    handle: exactText(db, 86),
  });
  await addIndex(db, 'passkey_handles', ['handle'], { name: 'passkey_handles_handle_unique', unique: true });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'passkey_handles');
