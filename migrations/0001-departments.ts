import { flag, id, longText, text, timestamps, count } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'departments', {
    id: id(),
    name: text(db, 100),
    description: longText({ allowNull: true }),
    is_active: flag(true),
    version: count(0),
    ...timestamps(db),
  });
  await addIndex(db, 'departments', ['name'], { name: 'departments_name_unique', unique: true });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'departments');
