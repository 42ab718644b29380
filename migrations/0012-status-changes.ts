import { id, momentOfInsert, reference, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'status_changes', {
    id: id(),
    complaint_id: reference('complaints', 'CASCADE'),
    from_status_id: reference('statuses', 'RESTRICT', { allowNull: true }),
    to_status_id: reference('statuses', 'RESTRICT'),
    changed_by_id: reference('users', 'RESTRICT', { allowNull: true }),
    note: text(db, 500, { defaultValue: '' }),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'status_changes', ['complaint_id'], { name: 'status_changes_complaint_id' });
  await addIndex(db, 'status_changes', ['from_status_id'], { name: 'status_changes_from_status_id' });
  await addIndex(db, 'status_changes', ['to_status_id'], { name: 'status_changes_to_status_id' });
  await addIndex(db, 'status_changes', ['changed_by_id'], { name: 'status_changes_changed_by_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'status_changes');
