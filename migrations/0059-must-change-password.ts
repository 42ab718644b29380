import { flag } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

const name = 'must_change_password';

export const up: Migration = ({ context: db }) => addColumn(db, 'users', name, flag(false));

export const down: Migration = ({ context: db }) => dropColumn(db, 'users', name);
