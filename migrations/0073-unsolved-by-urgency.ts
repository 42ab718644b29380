import type { Migration } from '../src/database/migrator.ts';
import { addIndex, dropIndex } from '../src/database/schema-steps.ts';

const NAME = 'complaints_unsolved_urgency';
/** Sorted by urgency, what is unsolved is read from here, and none of the many that are solved. */
const COLUMNS = ['urgency_rank', 'status_id', 'assignee_id', 'created_at', 'due_at'];

export const up: Migration = ({ context: db }) => addIndex(db, 'complaints', COLUMNS, { name: NAME });

export const down: Migration = ({ context: db }) => dropIndex(db, 'complaints', NAME);
