import { addMissing } from '../src/database/add-missing.ts';
import type { Migration } from '../src/database/migrator.ts';
import { Status } from '../src/models/status.ts';

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
  addMissing(
    Status,
    statuses.map((status, index) => ({ ...status, position: (index + 1) * 10 })),
  );
