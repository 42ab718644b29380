import { text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, addIndex, dropColumn, dropIndex } from '../src/database/schema-steps.ts';

const name = 'remarks_submission_key_unique';

export const up: Migration = async ({ context: db }) => {
  await addColumn(db, 'remarks', 'submission_key', text(db, 64, { allowNull: true }));
  await addIndex(db, 'remarks', ['author_id', 'submission_key'], { name, unique: true });
  // The longer index begins with its column.
  await dropIndex(db, 'remarks', 'remarks_author_id');
};

export const down: Migration = async ({ context: db }) => {
  await addIndex(db, 'remarks', ['author_id'], { name: 'remarks_author_id' });
  await dropIndex(db, 'remarks', name);
  await dropColumn(db, 'remarks', 'submission_key');
};
