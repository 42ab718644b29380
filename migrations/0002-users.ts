import { count, flag, id, moment, momentOfInsert, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'users', {
    id: id(),
    username: text(db, 150),
    email: text(db, 254, { defaultValue: '' }),
    first_name: text(db, 150, { defaultValue: '' }),
    last_name: text(db, 150, { defaultValue: '' }),
    password_hash: text(db, 100, { defaultValue: '' }),
    is_active: flag(true),
    is_superuser: flag(false),
    last_login: moment(),
    date_joined: momentOfInsert(db),
    session_version: count(0),
    version: count(0),
    ...timestamps(db),
  });
  await addIndex(db, 'users', ['username'], { name: 'users_username_unique', unique: true });
  await addIndex(db, 'users', ['email'], { name: 'users_email' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'users');
