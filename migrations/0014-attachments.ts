import { count, id, momentOfInsert, reference, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'attachments', {
    id: id(),
    complaint_id: reference('complaints', 'CASCADE'),
    remark_id: reference('remarks', 'CASCADE', { allowNull: true }),
    uploader_id: reference('users', 'RESTRICT', { allowNull: true }),
    original_name: text(db, 255),
    storage_key: text(db, 64),
    size_bytes: count(0),
    content_type: text(db, 100),
    sha256: text(db, 64),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'attachments', ['storage_key'], {
    name: 'attachments_storage_key_unique',
    unique: true,
  });
  await addIndex(db, 'attachments', ['complaint_id'], { name: 'attachments_complaint_id' });
  await addIndex(db, 'attachments', ['remark_id'], { name: 'attachments_remark_id' });
  await addIndex(db, 'attachments', ['uploader_id'], { name: 'attachments_uploader_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'attachments');
