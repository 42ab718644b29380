import { exactText } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

export const up: Migration = ({ context: db }) =>
  addColumn(db, 'kept_forms', 'sender', exactText(db, 64, { defaultValue: '' }));

export const down: Migration = ({ context: db }) => dropColumn(db, 'kept_forms', 'sender');
