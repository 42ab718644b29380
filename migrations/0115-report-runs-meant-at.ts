import { moment } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

const name = 'meant_at';

/** When the clock was to have a report made, which may be later than that; what was made until now was so at its time. */
export const up: Migration = async ({ context: db }) => {
  await addColumn(db, 'report_runs', name, moment());
  await db.sequelize.query(
    `UPDATE report_runs SET ${name} = created_at WHERE is_by_clock = 1 AND ${name} IS NULL`,
  );
};

export const down: Migration = ({ context: db }) => dropColumn(db, 'report_runs', name);
