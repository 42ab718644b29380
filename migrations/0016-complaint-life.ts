import { moment, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, addIndex, dropColumn, dropIndex, dropReferences } from '../src/database/schema-steps.ts';

/** SQLite adds a column with a constant default only; no complaint is as old as this one. */
const NEVER = '1970-01-02 00:00:00.000';

export const up: Migration = async ({ context: db }) => {
  await addColumn(db, 'complaints', 'follow_up_of_id', reference('complaints', 'SET NULL'));
  await addColumn(db, 'complaints', 'reporter_seen_at', moment());
  await addColumn(db, 'complaints', 'last_activity_at', moment({ allowNull: false, defaultValue: NEVER }));
  await db.sequelize.query(
    `UPDATE complaints SET last_activity_at = updated_at WHERE last_activity_at = '${NEVER}'`,
  );
  await addIndex(db, 'complaints', ['follow_up_of_id'], { name: 'complaints_follow_up_of_id' });
};

export const down: Migration = async ({ context: db }) => {
  await dropReferences(db, 'complaints', 'follow_up_of_id');
  await dropIndex(db, 'complaints', 'complaints_follow_up_of_id');
  for (const column of ['last_activity_at', 'reporter_seen_at', 'follow_up_of_id']) {
    await dropColumn(db, 'complaints', column);
  }
};
