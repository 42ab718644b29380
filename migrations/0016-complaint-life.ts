import { moment, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';

export const up: Migration = async ({ context: db }) => {
  await db.addColumn('complaints', 'follow_up_of_id', reference('complaints', 'SET NULL'));
  await db.addColumn('complaints', 'reporter_seen_at', moment());
  await db.addColumn(
    'complaints',
    'last_activity_at',
    // SQLite adds a column with a constant default only.
    moment({ allowNull: false, defaultValue: '1970-01-02 00:00:00.000' }),
  );
  await db.sequelize.query('UPDATE complaints SET last_activity_at = updated_at');
  await db.addIndex('complaints', ['follow_up_of_id'], { name: 'complaints_follow_up_of_id' });
};

export const down: Migration = async ({ context: db }) => {
  const sqlite = db.sequelize.getDialect() === 'sqlite';
  if (!sqlite) await db.removeConstraint('complaints', 'complaints_follow_up_of_id_foreign_idx');
  await db.removeIndex('complaints', 'complaints_follow_up_of_id');
  // Sequelize's removeColumn would copy SQLite's table and lose what refers to it.
  for (const column of ['last_activity_at', 'reporter_seen_at', 'follow_up_of_id']) {
    await db.sequelize.query(`ALTER TABLE complaints DROP COLUMN ${column}`);
  }
};
