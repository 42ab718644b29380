import { flag } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

const name = 'is_by_clock';

/** Whether the clock had it made: whoever asked for it may be gone as well. What nobody asked for until now was by the clock. */
export const up: Migration = async ({ context: db }) => {
  await addColumn(db, 'report_runs', name, flag(false));
  await db.sequelize.query(`UPDATE report_runs SET ${name} = 1 WHERE asker_id IS NULL`);
};

export const down: Migration = ({ context: db }) => dropColumn(db, 'report_runs', name);
