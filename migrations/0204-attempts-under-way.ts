import { count } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

/** Attempts of which nobody knows yet whether they fail. */
export const up: Migration = ({ context: db }) => addColumn(db, 'sign_in_failures', 'under_way', count(0));

export const down: Migration = ({ context: db }) => dropColumn(db, 'sign_in_failures', 'under_way');
