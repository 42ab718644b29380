import {
  count,
  exactText,
  flag,
  foldedText,
  id,
  reference,
  text,
  timestamps,
} from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Filters and orders of the queue that people keep under a name, for themselves or for all. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'saved_views', {
    id: id(),
    name: text(db, 100),
    name_folded: foldedText(db, 300),
    query: exactText(db, 2000),
    owner_id: reference('users', 'CASCADE'),
    is_shared: flag(false),
    version: count(0),
    ...timestamps(db),
  });
  await addIndex(db, 'saved_views', ['owner_id', 'name_folded'], {
    name: 'saved_views_owner_name_unique',
    unique: true,
  });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'saved_views');
