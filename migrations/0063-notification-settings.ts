import { exactText, flag, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** Where somebody wants to hear of a kind of news; without a row, where the kind says. */
export const up: Migration = ({ context: db }) =>
  addTable(db, 'notification_settings', {
    user_id: reference('users', 'CASCADE', { primaryKey: true }),
    kind: exactText(db, 64, { primaryKey: true }),
    in_portal: flag(true),
    by_mail: exactText(db, 10, { defaultValue: 'at_once' }),
  });

export const down: Migration = ({ context: db }) => dropTable(db, 'notification_settings');
