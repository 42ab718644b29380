import { flag, id, longText, momentOfInsert, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'remarks', {
    id: id(),
    complaint_id: reference('complaints', 'CASCADE'),
    author_id: reference('users', 'RESTRICT', { allowNull: true }),
    text: longText(),
    is_internal: flag(false),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'remarks', ['complaint_id', 'is_internal'], { name: 'remarks_complaint_id' });
  await addIndex(db, 'remarks', ['author_id'], { name: 'remarks_author_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'remarks');
