import type { Migration } from '../src/database/migrator.ts';
import { addIndex, dropIndex } from '../src/database/schema-steps.ts';

const INDEX = 'complaints_files_removed';

/** Of very many complaints those are found at once of which a rule removed the files; SQLite would read all of them nevertheless. */
export const up: Migration = async ({ context: db }) => {
  if (db.sequelize.getDialect() === 'sqlite') return;
  await addIndex(db, 'complaints', ['files_removed_at'], { name: INDEX });
};

export const down: Migration = async ({ context: db }) => {
  if (db.sequelize.getDialect() === 'sqlite') return;
  await dropIndex(db, 'complaints', INDEX);
};
