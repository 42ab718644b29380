import { text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';

const name = 'remarks_submission_key_unique';

export const up: Migration = async ({ context: db }) => {
  await db.addColumn('remarks', 'submission_key', text(db, 64, { allowNull: true }));
  await db.addIndex('remarks', ['author_id', 'submission_key'], { name, unique: true });
  // The longer index begins with its column.
  await db.removeIndex('remarks', 'remarks_author_id');
};

export const down: Migration = async ({ context: db }) => {
  await db.addIndex('remarks', ['author_id'], { name: 'remarks_author_id' });
  await db.removeIndex('remarks', name);
  // Sequelize's removeColumn would copy SQLite's table and lose what refers to it.
  await db.sequelize.query('ALTER TABLE remarks DROP COLUMN submission_key');
};
