import { count, id, moment, optionalNumber, reference, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Each time a report is made, with its file; it stays when what is kept of the report is gone. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'report_runs', {
    id: id(),
    report_id: reference('saved_reports', 'SET NULL'),
    name: text(db, 100),
    question: text(db, 1000),
    format: text(db, 4),
    asker_id: reference('users', 'SET NULL'),
    state: text(db, 10, { defaultValue: 'waiting' }),
    progress: count(0),
    storage_key: text(db, 64, { allowNull: true }),
    file_name: text(db, 255, { defaultValue: '' }),
    content_type: text(db, 100, { defaultValue: '' }),
    size_bytes: optionalNumber(),
    reason: text(db, 500, { defaultValue: '' }),
    ended_at: moment(),
    ...timestamps(db),
  });
  await addIndex(db, 'report_runs', ['report_id', 'id'], { name: 'report_runs_report_id' });
  await addIndex(db, 'report_runs', ['created_at'], { name: 'report_runs_created_at' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'report_runs');
