import { count, id, momentOfInsert, reference, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'staged_files', {
    id: id(),
    owner_id: reference('users', 'CASCADE'),
    original_name: text(db, 255),
    storage_key: text(db, 64),
    size_bytes: count(0),
    content_type: text(db, 100),
    sha256: text(db, 64),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'staged_files', ['storage_key'], { name: 'staged_files_storage_key', unique: true });
  await addIndex(db, 'staged_files', ['owner_id', 'created_at'], { name: 'staged_files_owner_created_at' });
  await addIndex(db, 'staged_files', ['created_at'], { name: 'staged_files_created_at' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'staged_files');
