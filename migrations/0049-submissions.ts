import { count, exactText, id, moment, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'submissions', {
    id: id(),
    sender_id: reference('users', 'CASCADE'),
    submission_key: exactText(db, 64),
    made_id: count(0),
    expires: moment({ allowNull: false }),
  });
  await addIndex(db, 'submissions', ['sender_id', 'submission_key'], {
    name: 'submissions_sender_key_unique',
    unique: true,
  });
  await addIndex(db, 'submissions', ['expires'], { name: 'submissions_expires' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'submissions');
