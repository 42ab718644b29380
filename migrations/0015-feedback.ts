import { count, id, longText, momentOfInsert, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'feedback', {
    id: id(),
    complaint_id: reference('complaints', 'CASCADE'),
    status_change_id: reference('status_changes', 'CASCADE'),
    rating: count(0),
    comment: longText(),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'feedback', ['status_change_id'], {
    name: 'feedback_status_change_id_unique',
    unique: true,
  });
  await addIndex(db, 'feedback', ['complaint_id'], { name: 'feedback_complaint_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'feedback');
