import { count, id, longText, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'groups', {
    id: id(),
    name: text(db, 150),
    description: longText({ allowNull: true }),
    version: count(0),
    ...timestamps(db),
  });
  await addIndex(db, 'groups', ['name'], { name: 'groups_name_unique', unique: true });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'groups');
