import { count, id, longText, tableOptions, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';

export const up: Migration = async ({ context: db }) => {
  await db.createTable(
    'groups',
    {
      id: id(),
      name: text(db, 150),
      description: longText({ allowNull: true }),
      version: count(0),
      ...timestamps(db),
    },
    tableOptions,
  );
  await db.addIndex('groups', ['name'], { name: 'groups_name_unique', unique: true });
};

export const down: Migration = ({ context: db }) => db.dropTable('groups');
