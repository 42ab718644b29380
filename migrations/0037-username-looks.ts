import { foldedText } from '../src/database/columns.ts';
import { fillLooks } from '../src/database/key-steps.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, addIndex, dropColumn, dropIndex } from '../src/database/schema-steps.ts';

const INDEX = 'users_username_look';

export const up: Migration = async ({ context: db }) => {
  await addColumn(db, 'users', 'username_look', foldedText(db, 450));
  await fillLooks(db);
  await addIndex(db, 'users', ['username_look'], { name: INDEX });
};

export const down: Migration = async ({ context: db }) => {
  await dropIndex(db, 'users', INDEX);
  await dropColumn(db, 'users', 'username_look');
};
