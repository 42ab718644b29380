import {
  bigCount,
  exactText,
  flag,
  id,
  moment,
  momentOfInsert,
  reference,
  text,
} from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Passkeys by which people sign in. The key is of a hash: what it is of is too long, and its letter case counts. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'passkeys', {
    id: id(),
    user_id: reference('users', 'CASCADE'),
    rp_id: exactText(db, 255),
    credential_id: exactText(db, 1400),
    credential_hash: exactText(db, 64),
    public_key: exactText(db, 4000),
    counter: bigCount(0),
    transports: exactText(db, 200, { defaultValue: '' }),
    aaguid: exactText(db, 36, { defaultValue: '' }),
    name: text(db, 100),
    backed_up: flag(false),
    last_used_at: moment(),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'passkeys', ['credential_hash'], { name: 'passkeys_credential_unique', unique: true });
  await addIndex(db, 'passkeys', ['user_id'], { name: 'passkeys_user' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'passkeys');
