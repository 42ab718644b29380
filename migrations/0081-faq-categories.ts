import { count, flag, foldedText, id, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Under which headings answers stand. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'faq_categories', {
    id: id(),
    name: text(db, 100),
    name_folded: foldedText(db, 300),
    position: count(0),
    is_active: flag(true),
    version: count(0),
    ...timestamps(db),
  });
  const name = 'faq_categories_name_folded_unique';
  await addIndex(db, 'faq_categories', ['name_folded'], { name, unique: true });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'faq_categories');
