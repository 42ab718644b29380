import { moment, reference, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** Whose address a mail server refused for good, and in which words. */
export const up: Migration = ({ context: db }) =>
  addTable(db, 'mail_refusals', {
    user_id: reference('users', 'CASCADE', { primaryKey: true }),
    address: text(db, 254),
    reason: text(db, 500),
    refused_at: moment({ allowNull: false }),
  });

export const down: Migration = ({ context: db }) => dropTable(db, 'mail_refusals');
