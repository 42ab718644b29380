import {
  exactText,
  id,
  longText,
  moment,
  momentOfInsert,
  optionalNumber,
  reference,
} from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Requests that carry a key of their own, and what was answered to them. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'api_requests', {
    id: id(),
    user_id: reference('users', 'CASCADE'),
    request_key: exactText(db, 64),
    content_hash: exactText(db, 64),
    begun_at: moment({ allowNull: false }),
    answer_status: optionalNumber(),
    answer: longText({ allowNull: true }),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'api_requests', ['user_id', 'request_key'], {
    name: 'api_requests_key_unique',
    unique: true,
  });
  await addIndex(db, 'api_requests', ['created_at'], { name: 'api_requests_created_at' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'api_requests');
