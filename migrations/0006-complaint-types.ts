import { count, flag, id, longText, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'complaint_types', {
    id: id(),
    name: text(db, 100),
    description: longText({ allowNull: true }),
    is_active: flag(true),
    version: count(0),
    ...timestamps(db),
  });
  await addIndex(db, 'complaint_types', ['name'], { name: 'complaint_types_name_unique', unique: true });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'complaint_types');
