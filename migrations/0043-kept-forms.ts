import { id, longText, momentOfInsert, reference, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'kept_forms', {
    id: id(),
    owner_id: reference('users', 'CASCADE'),
    kept_key: text(db, 64),
    path: text(db, 255),
    // More than MySQL's TEXT holds can be typed, though not all of it is accepted.
    fields: longText({ type: 'MEDIUMTEXT' }),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'kept_forms', ['kept_key'], { name: 'kept_forms_kept_key', unique: true });
  await addIndex(db, 'kept_forms', ['owner_id', 'created_at'], { name: 'kept_forms_owner_created_at' });
  await addIndex(db, 'kept_forms', ['created_at'], { name: 'kept_forms_created_at' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'kept_forms');
