import { flag, id, longText, momentOfInsert, reference, tableOptions } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';

export const up: Migration = async ({ context: db }) => {
  await db.createTable(
    'remarks',
    {
      id: id(),
      complaint_id: reference('complaints', 'CASCADE'),
      author_id: reference('users', 'RESTRICT', { allowNull: true }),
      text: longText(),
      is_internal: flag(false),
      created_at: momentOfInsert(db),
    },
    tableOptions,
  );
  await db.addIndex('remarks', ['complaint_id', 'is_internal'], { name: 'remarks_complaint_id' });
  await db.addIndex('remarks', ['author_id'], { name: 'remarks_author_id' });
};

export const down: Migration = ({ context: db }) => db.dropTable('remarks');
