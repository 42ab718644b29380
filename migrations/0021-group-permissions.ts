import { reference, tableOptions, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = ({ context: db }) =>
  addTable(
    db,
    'group_permissions',
    {
      group_id: reference('groups', 'CASCADE', { primaryKey: true }),
      permission: text(db, 50, { primaryKey: true }),
    },
    tableOptions,
  );

export const down: Migration = ({ context: db }) => dropTable(db, 'group_permissions');
