import { flag } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

/** Users that are programs: they sign in nowhere and act by tokens alone. */
export const up: Migration = ({ context: db }) => addColumn(db, 'users', 'is_service', flag(false));

export const down: Migration = ({ context: db }) => dropColumn(db, 'users', 'is_service');
