import { count, reference, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** Programs that act in nobody's name but their own: what is known of each beside its user, whose id it has. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'api_clients', {
    id: reference('users', 'CASCADE', { primaryKey: true }),
    name: text(db, 100),
    purpose: text(db, 500, { defaultValue: '' }),
    maker_id: reference('users', 'SET NULL'),
    version: count(0),
    ...timestamps(db),
  });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'api_clients');
