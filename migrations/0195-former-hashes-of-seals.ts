import { longText } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

/** The hashes of a seal by former keys, the latest first, so that one which was kept elsewhere is found again. */
export const up: Migration = ({ context: db }) =>
  addColumn(db, 'event_seals', 'former_hashes', longText({ allowNull: true }));

export const down: Migration = ({ context: db }) => dropColumn(db, 'event_seals', 'former_hashes');
