import { flag, id, longText, tableOptions, text, timestamps, count } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';

export const up: Migration = async ({ context: db }) => {
  await db.createTable(
    'departments',
    {
      id: id(),
      name: text(db, 100),
      description: longText({ allowNull: true }),
      is_active: flag(true),
      version: count(0),
      ...timestamps(db),
    },
    tableOptions,
  );
  await db.addIndex('departments', ['name'], { name: 'departments_name_unique', unique: true });
};

export const down: Migration = ({ context: db }) => db.dropTable('departments');
