import { exactText, foldedText, id, moment, momentOfInsert, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Links by which people set a password: of the link's secret there is the hash alone. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'password_links', {
    id: id(),
    user_id: reference('users', 'CASCADE'),
    token_hash: exactText(db, 64),
    email_folded: foldedText(db, 762),
    expires: moment({ allowNull: false }),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'password_links', ['token_hash'], { name: 'password_links_hash_unique', unique: true });
  await addIndex(db, 'password_links', ['user_id'], { name: 'password_links_user_id' });
  await addIndex(db, 'password_links', ['expires'], { name: 'password_links_expires' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'password_links');
