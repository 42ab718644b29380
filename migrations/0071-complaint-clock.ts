import { count, moment, optionalNumber } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, addIndex, dropColumn, dropIndex } from '../src/database/schema-steps.ts';

const COLUMNS = {
  first_responded_at: moment(),
  first_response_due_at: moment(),
  resolution_due_at: moment(),
  due_at: moment(),
  alarm_at: moment(),
  clock_since: moment(),
  clock_seconds: optionalNumber(),
  response_told: count(0),
  resolution_told: count(0),
} as const;

const INDEXES = { complaints_due_at: ['due_at'], complaints_alarm_at: ['alarm_at'] } as const;

/** What is due when, and how long the clock of each complaint has run. */
export const up: Migration = async ({ context: db }) => {
  for (const [name, column] of Object.entries(COLUMNS)) await addColumn(db, 'complaints', name, column);
  for (const [name, columns] of Object.entries(INDEXES)) await addIndex(db, 'complaints', columns, { name });
};

export const down: Migration = async ({ context: db }) => {
  for (const name of Object.keys(INDEXES)) await dropIndex(db, 'complaints', name);
  for (const name of Object.keys(COLUMNS)) await dropColumn(db, 'complaints', name);
};
