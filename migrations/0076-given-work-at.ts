import { moment } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

const name = 'given_work_at';

/** When somebody was last given a complaint: of those with as much to do, the one who waited longest gets the next. */
export const up: Migration = ({ context: db }) => addColumn(db, 'user_profiles', name, moment());

export const down: Migration = ({ context: db }) => dropColumn(db, 'user_profiles', name);
