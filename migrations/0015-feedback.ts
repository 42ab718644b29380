import { count, id, longText, momentOfInsert, reference, tableOptions } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';

export const up: Migration = async ({ context: db }) => {
  await db.createTable(
    'feedback',
    {
      id: id(),
      complaint_id: reference('complaints', 'CASCADE'),
      status_change_id: reference('status_changes', 'CASCADE'),
      rating: count(0),
      comment: longText(),
      created_at: momentOfInsert(db),
    },
    tableOptions,
  );
  await db.addIndex('feedback', ['status_change_id'], {
    name: 'feedback_status_change_id_unique',
    unique: true,
  });
  await db.addIndex('feedback', ['complaint_id'], { name: 'feedback_complaint_id' });
};

export const down: Migration = ({ context: db }) => db.dropTable('feedback');
