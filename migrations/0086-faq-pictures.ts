import { count, id, momentOfInsert, reference, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Pictures that answers show; which do, their texts say. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'faq_pictures', {
    id: id(),
    uploader_id: reference('users', 'SET NULL'),
    original_name: text(db, 255),
    storage_key: text(db, 64),
    size_bytes: count(0),
    content_type: text(db, 100),
    sha256: text(db, 64),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'faq_pictures', ['storage_key'], {
    name: 'faq_pictures_storage_key_unique',
    unique: true,
  });
  await addIndex(db, 'faq_pictures', ['uploader_id'], { name: 'faq_pictures_uploader_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'faq_pictures');
