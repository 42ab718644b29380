import {
  count,
  flag,
  id,
  moment,
  momentOfInsert,
  tableOptions,
  text,
  timestamps,
} from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';

export const up: Migration = async ({ context: db }) => {
  await db.createTable(
    'users',
    {
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
    },
    tableOptions,
  );
  await db.addIndex('users', ['username'], { name: 'users_username_unique', unique: true });
  await db.addIndex('users', ['email'], { name: 'users_email' });
};

export const down: Migration = ({ context: db }) => db.dropTable('users');
