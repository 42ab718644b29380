import { exactText, id, moment, momentOfInsert, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Codes that stand in for a second factor that is lost, once each; of each there is a hash. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'recovery_codes', {
    id: id(),
    user_id: reference('users', 'CASCADE'),
    code_hash: exactText(db, 64),
    used_at: moment(),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'recovery_codes', ['user_id', 'code_hash'], {
    name: 'recovery_codes_user_hash_unique',
    unique: true,
  });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'recovery_codes');
