import type { Migration } from '../src/database/migrator.ts';
import { addIndex, dropIndex } from '../src/database/schema-steps.ts';

const name = 'attachments_uploader_created_at';

export const up: Migration = ({ context: db }) =>
  addIndex(db, 'attachments', ['uploader_id', 'created_at'], { name });

export const down: Migration = ({ context: db }) => dropIndex(db, 'attachments', name);
