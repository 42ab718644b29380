import { count, id, momentOfInsert, reference, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'complaint_changes', {
    id: id(),
    complaint_id: reference('complaints', 'CASCADE'),
    version: count(0),
    changed_by_id: reference('users', 'RESTRICT', { allowNull: true }),
    what: text(db, 500),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'complaint_changes', ['complaint_id', 'version'], {
    name: 'complaint_changes_version_unique',
    unique: true,
  });
  await addIndex(db, 'complaint_changes', ['changed_by_id'], { name: 'complaint_changes_changed_by_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'complaint_changes');
