import { count } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

const name = 'digest_hour';

/** The hour of the day at which somebody is sent the news of the day in one mail. */
export const up: Migration = ({ context: db }) => addColumn(db, 'user_profiles', name, count(8));

export const down: Migration = ({ context: db }) => dropColumn(db, 'user_profiles', name);
