import { longText, moment, reference, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'sessions', {
    sid: text(db, 64, { primaryKey: true }),
    user_id: reference('users', 'CASCADE', { allowNull: true }),
    data: longText(),
    expires: moment({ allowNull: false }),
    ...timestamps(db),
  });
  await addIndex(db, 'sessions', ['user_id'], { name: 'sessions_user_id' });
  await addIndex(db, 'sessions', ['expires'], { name: 'sessions_expires' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'sessions');
