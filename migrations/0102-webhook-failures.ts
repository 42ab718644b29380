import { moment, reference, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** Webhooks that fail, and since when; those that work have no row. */
export const up: Migration = ({ context: db }) =>
  addTable(db, 'webhook_failures', {
    webhook_id: reference('webhooks', 'CASCADE', { primaryKey: true }),
    since: moment({ allowNull: false }),
    reason: text(db, 500),
  });

export const down: Migration = ({ context: db }) => dropTable(db, 'webhook_failures');
