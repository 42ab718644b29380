import { count, flag, id, reference, tableOptions, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';

export const up: Migration = async ({ context: db }) => {
  await db.createTable(
    'user_profiles',
    {
      id: id(),
      user_id: reference('users', 'CASCADE'),
      department_id: reference('departments', 'SET NULL'),
      phone_number: text(db, 20, { defaultValue: '' }),
      main_portal_id: text(db, 100, { allowNull: true }),
      email_notifications: flag(true),
      version: count(0),
      ...timestamps(db),
    },
    tableOptions,
  );
  await db.addIndex('user_profiles', ['user_id'], { name: 'user_profiles_user_id_unique', unique: true });
  await db.addIndex('user_profiles', ['main_portal_id'], {
    name: 'user_profiles_main_portal_id_unique',
    unique: true,
  });
  await db.addIndex('user_profiles', ['department_id'], { name: 'user_profiles_department_id' });
};

export const down: Migration = ({ context: db }) => db.dropTable('user_profiles');
