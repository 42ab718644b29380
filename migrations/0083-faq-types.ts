import { reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** For complaints of which types an answer is. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'faq_types', {
    faq_id: reference('faqs', 'CASCADE', { primaryKey: true }),
    type_id: reference('complaint_types', 'CASCADE', { primaryKey: true }),
  });
  await addIndex(db, 'faq_types', ['type_id'], { name: 'faq_types_type_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'faq_types');
