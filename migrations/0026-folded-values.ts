import { fillKeys } from '../src/database/key-steps.ts';
import type { Migration } from '../src/database/migrator.ts';

export const up: Migration = ({ context: db }) =>
  fillKeys(db, [
    { table: 'users', column: 'username', unique: 'users', plain: true },
    { table: 'users', column: 'email' },
    { table: 'user_profiles', column: 'main_portal_id', unique: 'main portal IDs' },
    { table: 'groups', column: 'name', unique: 'groups' },
    { table: 'departments', column: 'name', unique: 'departments' },
    { table: 'complaint_types', column: 'name', unique: 'complaint types' },
    { table: 'statuses', column: 'name', unique: 'statuses' },
  ]);

/** The values go with their columns. */
export const down: Migration = () => Promise.resolve();
