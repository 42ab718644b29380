import { count, flag, id, reference, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'user_profiles', {
    id: id(),
    user_id: reference('users', 'CASCADE'),
    department_id: reference('departments', 'SET NULL'),
    phone_number: text(db, 20, { defaultValue: '' }),
    main_portal_id: text(db, 100, { allowNull: true }),
    email_notifications: flag(true),
    version: count(0),
    ...timestamps(db),
  });
  await addIndex(db, 'user_profiles', ['user_id'], { name: 'user_profiles_user_id_unique', unique: true });
  await addIndex(db, 'user_profiles', ['main_portal_id'], {
    name: 'user_profiles_main_portal_id_unique',
    unique: true,
  });
  await addIndex(db, 'user_profiles', ['department_id'], { name: 'user_profiles_department_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'user_profiles');
