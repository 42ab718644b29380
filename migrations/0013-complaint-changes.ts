import { count, id, momentOfInsert, reference, tableOptions, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';

export const up: Migration = async ({ context: db }) => {
  await db.createTable(
    'complaint_changes',
    {
      id: id(),
      complaint_id: reference('complaints', 'CASCADE'),
      version: count(0),
      changed_by_id: reference('users', 'RESTRICT', { allowNull: true }),
      what: text(db, 500),
      created_at: momentOfInsert(db),
    },
    tableOptions,
  );
  await db.addIndex('complaint_changes', ['complaint_id', 'version'], {
    name: 'complaint_changes_version_unique',
    unique: true,
  });
  await db.addIndex('complaint_changes', ['changed_by_id'], { name: 'complaint_changes_changed_by_id' });
};

export const down: Migration = ({ context: db }) => db.dropTable('complaint_changes');
