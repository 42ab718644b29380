import { count, flag, id, longText, tableOptions, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';

export const up: Migration = async ({ context: db }) => {
  await db.createTable(
    'complaint_types',
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
  await db.addIndex('complaint_types', ['name'], { name: 'complaint_types_name_unique', unique: true });
};

export const down: Migration = ({ context: db }) => db.dropTable('complaint_types');
