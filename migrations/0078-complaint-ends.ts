import { addGeneratedColumn, addIndex, dropColumn, dropIndex } from '../src/database/schema-steps.ts';
import type { Migration } from '../src/database/migrator.ts';

/** When it ended; meaningless while it is unsolved. What came from elsewhere without such a moment ended as it was filed. */
const ENDED = 'COALESCE(resolved_at, closed_at, created_at)';

const INDEXES: readonly {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
}[] = [
  { table: 'complaints', name: 'complaints_ended_at', columns: ['ended_at', 'created_at'] },
  { table: 'complaints', name: 'complaints_resolved_at', columns: ['resolved_at'] },
  { table: 'complaints', name: 'complaints_first_responded_at', columns: ['first_responded_at'] },
  {
    table: 'status_changes',
    name: 'status_changes_created_at',
    columns: ['created_at', 'from_status_id', 'to_status_id', 'complaint_id'],
  },
  { table: 'feedback', name: 'feedback_created_at', columns: ['created_at', 'complaint_id', 'rating'] },
];

/** Finds what happened in a span of days. */
export const up: Migration = async ({ context: db }) => {
  await addGeneratedColumn(db, 'complaints', 'ended_at', { type: 'DATETIME(3)', expression: ENDED });
  for (const { table, name, columns } of INDEXES) await addIndex(db, table, columns, { name });
};

export const down: Migration = async ({ context: db }) => {
  for (const { table, name } of INDEXES) await dropIndex(db, table, name);
  await dropColumn(db, 'complaints', 'ended_at');
};
