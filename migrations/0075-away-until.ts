import { exactText } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

const name = 'away_until';

/** The last day on which somebody is away, as YYYY-MM-DD in the portal's time zone. */
export const up: Migration = ({ context: db }) =>
  addColumn(db, 'user_profiles', name, exactText(db, 10, { allowNull: true }));

export const down: Migration = ({ context: db }) => dropColumn(db, 'user_profiles', name);
