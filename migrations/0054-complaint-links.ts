import { momentOfInsert, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Complaints that have to do with each other; the older one stands first. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'complaint_links', {
    complaint_id: reference('complaints', 'CASCADE', { primaryKey: true }),
    linked_id: reference('complaints', 'CASCADE', { primaryKey: true }),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'complaint_links', ['linked_id'], { name: 'complaint_links_linked_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'complaint_links');
