import { count, moment, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** How many requests of a token its processes have taken of the present minute. */
export const up: Migration = ({ context: db }) =>
  addTable(db, 'api_windows', {
    token_id: reference('api_tokens', 'CASCADE', { primaryKey: true }),
    started_at: moment({ allowNull: false }),
    taken: count(0),
  });

export const down: Migration = ({ context: db }) => dropTable(db, 'api_windows');
