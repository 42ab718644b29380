import type { Migration } from '../src/database/migrator.ts';
import { addIndex, dropIndex } from '../src/database/schema-steps.ts';

const INDEXES: Readonly<Record<string, readonly string[]>> = {
  /** Has every column that the queue is filtered by, so that counting reads no rows. */
  complaints_filters: [
    'type_id',
    'urgency_rank',
    'status_id',
    'assignee_id',
    'reporter_id',
    'created_at',
    'last_activity_at',
  ],
  complaints_reporter_status: ['reporter_id', 'status_id'],
};

export const up: Migration = async ({ context: db }) => {
  for (const [name, columns] of Object.entries(INDEXES)) await addIndex(db, 'complaints', columns, { name });
};

export const down: Migration = async ({ context: db }) => {
  for (const name of Object.keys(INDEXES)) await dropIndex(db, 'complaints', name);
};
