import { count, exactText, id, moment, momentOfInsert, reference, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Browsers that somebody gives no second factor in for a while; of what such a browser keeps there is a hash. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'trusted_devices', {
    id: id(),
    user_id: reference('users', 'CASCADE'),
    token_hash: exactText(db, 64),
    session_version: count(0),
    address: text(db, 64),
    agent: text(db, 300),
    expires: moment({ allowNull: false }),
    last_used_at: moment(),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'trusted_devices', ['token_hash'], {
    name: 'trusted_devices_token_unique',
    unique: true,
  });
  await addIndex(db, 'trusted_devices', ['user_id'], { name: 'trusted_devices_user_id' });
  await addIndex(db, 'trusted_devices', ['expires'], { name: 'trusted_devices_expires' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'trusted_devices');
