import { count, moment, reference, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** When and from where a token was used last, and how many requests its processes have taken of the present minute. */
export const up: Migration = ({ context: db }) =>
  addTable(db, 'api_token_uses', {
    token_id: reference('api_tokens', 'CASCADE', { primaryKey: true }),
    last_used_at: moment(),
    last_address: text(db, 64, { allowNull: true }),
    window_started_at: moment(),
    window_taken: count(0),
  });

export const down: Migration = ({ context: db }) => dropTable(db, 'api_token_uses');
