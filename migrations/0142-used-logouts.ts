import { moment, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Orders of a provider to end sessions that were followed, until they are too old anyway. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'used_logouts', {
    id_hash: text(db, 64, { primaryKey: true }),
    expires: moment({ allowNull: false }),
  });
  await addIndex(db, 'used_logouts', ['expires'], { name: 'used_logouts_expires' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'used_logouts');
