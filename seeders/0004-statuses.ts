import type { Migration } from '../src/database/migrator.ts';
import { Status } from '../src/models/status.ts';
import { seedRows } from '../src/use-cases/schema/seed-rows.ts';

const statuses = [
  { name: 'Open', code: 'open', category: 'new' },
  { name: 'Assigned', code: 'assigned', category: 'open' },
  { name: 'In Progress', code: 'in_progress', category: 'open' },
  { name: 'Waiting for User', code: 'waiting', category: 'pending' },
  { name: 'Resolved', code: 'resolved', category: 'resolved' },
  { name: 'Closed', code: 'closed', category: 'closed' },
  { name: 'Rejected', code: 'rejected', category: 'closed' },
];

export const up: Migration = () =>
  seedRows(
    Status,
    statuses.map((status, index) => ({ key: status.code, ...status, position: (index + 1) * 10 })),
  );
