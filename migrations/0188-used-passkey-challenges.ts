import { moment, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** What passkeys were asked and answered, until it is too old anyway. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'used_passkey_challenges', {
    id_hash: text(db, 64, { primaryKey: true }),
    expires: moment({ allowNull: false }),
  });
  await addIndex(db, 'used_passkey_challenges', ['expires'], { name: 'used_passkey_challenges_expires' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'used_passkey_challenges');
