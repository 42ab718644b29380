import { reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Who is told when a report was made. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'report_recipients', {
    report_id: reference('saved_reports', 'CASCADE', { primaryKey: true }),
    user_id: reference('users', 'CASCADE', { primaryKey: true }),
  });
  await addIndex(db, 'report_recipients', ['user_id'], { name: 'report_recipients_user_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'report_recipients');
