import { count, id, longText, reference, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Texts that are inserted into replies: of one person, or of nobody and shared. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'reply_templates', {
    id: id(),
    name: text(db, 100),
    text: longText(),
    type_id: reference('complaint_types', 'RESTRICT', { allowNull: true }),
    owner_id: reference('users', 'CASCADE', { allowNull: true }),
    version: count(0),
    ...timestamps(db),
  });
  await addIndex(db, 'reply_templates', ['owner_id'], { name: 'reply_templates_owner_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'reply_templates');
