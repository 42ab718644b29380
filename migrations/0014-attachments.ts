import { count, id, momentOfInsert, reference, tableOptions, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';

export const up: Migration = async ({ context: db }) => {
  await db.createTable(
    'attachments',
    {
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
    },
    tableOptions,
  );
  await db.addIndex('attachments', ['storage_key'], { name: 'attachments_storage_key_unique', unique: true });
  await db.addIndex('attachments', ['complaint_id'], { name: 'attachments_complaint_id' });
  await db.addIndex('attachments', ['remark_id'], { name: 'attachments_remark_id' });
  await db.addIndex('attachments', ['uploader_id'], { name: 'attachments_uploader_id' });
};

export const down: Migration = ({ context: db }) => db.dropTable('attachments');
