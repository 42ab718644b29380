import { exactText, id, longText, moment, momentOfInsert, reference, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Tokens by which programs act as a person: of the token there is the hash, and the part that is shown. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'api_tokens', {
    id: id(),
    user_id: reference('users', 'CASCADE'),
    name: text(db, 100),
    prefix: exactText(db, 20),
    token_hash: exactText(db, 64),
    scopes: longText(),
    expires: moment({ allowNull: false }),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'api_tokens', ['token_hash'], { name: 'api_tokens_hash_unique', unique: true });
  await addIndex(db, 'api_tokens', ['user_id'], { name: 'api_tokens_user_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'api_tokens');
