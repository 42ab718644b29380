import { count, exactText } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** What takes turns on a cluster, whose nodes do not see each other's locks: each turn changes the row of its name. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'turns', { name: exactText(db, 64, { primaryKey: true }), taken: count(0) });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'turns');
