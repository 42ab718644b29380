import { moment, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Hand-overs of the main portal that somebody signed in by, until they are too old anyway. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'used_handovers', {
    id_hash: text(db, 64, { primaryKey: true }),
    expires: moment({ allowNull: false }),
  });
  await addIndex(db, 'used_handovers', ['expires'], { name: 'used_handovers_expires' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'used_handovers');
