import { count, flag, id, longText, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'statuses', {
    id: id(),
    name: text(db, 50),
    category: text(db, 10),
    code: text(db, 20, { allowNull: true }),
    position: count(0),
    is_active: flag(true),
    description: longText({ allowNull: true }),
    version: count(0),
    ...timestamps(db),
  });
  await addIndex(db, 'statuses', ['name'], { name: 'statuses_name_unique', unique: true });
  await addIndex(db, 'statuses', ['code'], { name: 'statuses_code_unique', unique: true });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'statuses');
