import { exactText, id, moment, momentOfInsert, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** By which accounts of other services people sign in. Keys are of hashes: what they are of is too long, and its letter case counts. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'sign_in_identities', {
    id: id(),
    user_id: reference('users', 'CASCADE'),
    issuer: exactText(db, 500),
    subject: exactText(db, 500),
    issuer_hash: exactText(db, 64),
    identity_hash: exactText(db, 64),
    last_used_at: moment(),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'sign_in_identities', ['identity_hash'], {
    name: 'sign_in_identities_identity_unique',
    unique: true,
  });
  // Of one service a person has one account: an address that went to somebody else leads nowhere.
  await addIndex(db, 'sign_in_identities', ['user_id', 'issuer_hash'], {
    name: 'sign_in_identities_user_issuer_unique',
    unique: true,
  });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'sign_in_identities');
