import type { QueryInterface } from 'sequelize';
import type { Migration } from '../src/database/migrator.ts';
import { addGeneratedColumn, addIndex, dropColumn, dropIndex } from '../src/database/schema-steps.ts';

/** Each begins with what a view or filter of the queue fixes and ends with what it is sorted by. */
const INDEXES: Readonly<Record<string, readonly string[]>> = {
  complaints_last_activity_at: ['last_activity_at'],
  complaints_created_at: ['created_at'],
  complaints_status_activity: ['status_id', 'last_activity_at'],
  complaints_status_created: ['status_id', 'created_at'],
  complaints_assignee_status: ['assignee_id', 'status_id', 'last_activity_at'],
  complaints_type_activity: ['type_id', 'last_activity_at'],
  complaints_urgency_activity: ['urgency_rank', 'last_activity_at'],
};

/** Their columns begin longer indexes now. */
const REPLACED: Readonly<Record<string, string>> = {
  complaints_type_id: 'type_id',
  complaints_status_id: 'status_id',
  complaints_assignee_id: 'assignee_id',
};

const rank = `CASE urgency WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END`;

async function add(db: QueryInterface, indexes: Readonly<Record<string, readonly string[]>>): Promise<void> {
  for (const [name, columns] of Object.entries(indexes)) await addIndex(db, 'complaints', columns, { name });
}

export const up: Migration = async ({ context: db }) => {
  await addGeneratedColumn(db, 'complaints', 'urgency_rank', { type: 'INTEGER', expression: rank });
  await add(db, INDEXES);
  for (const name of Object.keys(REPLACED)) await dropIndex(db, 'complaints', name);
};

export const down: Migration = async ({ context: db }) => {
  await add(db, Object.fromEntries(Object.entries(REPLACED).map(([name, column]) => [name, [column]])));
  for (const name of Object.keys(INDEXES)) await dropIndex(db, 'complaints', name);
  await dropColumn(db, 'complaints', 'urgency_rank');
};
