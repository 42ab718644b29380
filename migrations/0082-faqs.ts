import { count, flag, id, longText, reference, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Questions that are asked again and again, and their answers. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'faqs', {
    id: id(),
    // A draft that was made of a complaint has none yet.
    category_id: reference('faq_categories', 'RESTRICT', { allowNull: true }),
    question: text(db, 255),
    answer: longText(),
    is_featured: flag(false),
    is_active: flag(true),
    position: count(0),
    from_complaint_id: reference('complaints', 'SET NULL'),
    version: count(0),
    ...timestamps(db),
  });
  await addIndex(db, 'faqs', ['category_id', 'position'], { name: 'faqs_category_id' });
  await addIndex(db, 'faqs', ['from_complaint_id'], { name: 'faqs_from_complaint_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'faqs');
