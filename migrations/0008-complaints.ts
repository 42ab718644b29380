import { count, id, longText, moment, reference, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'complaints', {
    id: id(),
    reporter_id: reference('users', 'RESTRICT'),
    type_id: reference('complaint_types', 'RESTRICT'),
    status_id: reference('statuses', 'RESTRICT'),
    assignee_id: reference('users', 'SET NULL'),
    title: text(db, 255),
    description: longText(),
    urgency: text(db, 10, { defaultValue: 'medium' }),
    location: text(db, 255, { defaultValue: '' }),
    contact_number: text(db, 20, { defaultValue: '' }),
    resolved_at: moment(),
    closed_at: moment(),
    reopen_count: count(0),
    submission_key: text(db, 64, { allowNull: true }),
    version: count(0),
    ...timestamps(db),
  });
  await addIndex(db, 'complaints', ['reporter_id', 'submission_key'], {
    name: 'complaints_submission_unique',
    unique: true,
  });
  await addIndex(db, 'complaints', ['type_id'], { name: 'complaints_type_id' });
  await addIndex(db, 'complaints', ['status_id'], { name: 'complaints_status_id' });
  await addIndex(db, 'complaints', ['assignee_id'], { name: 'complaints_assignee_id' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'complaints');
