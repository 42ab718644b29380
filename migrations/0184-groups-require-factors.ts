import { flag } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

/** Whether people of a group need a second factor to sign in. */
export const up: Migration = ({ context: db }) =>
  addColumn(db, 'groups', 'requires_second_factor', flag(false));

export const down: Migration = ({ context: db }) => dropColumn(db, 'groups', 'requires_second_factor');
