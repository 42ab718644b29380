import type { Migration } from '../src/database/migrator.ts';
import { addIndex, dropIndex } from '../src/database/schema-steps.ts';

const FORMER = 'status_changes_changed_by_id';
const INDEX = 'status_changes_filings';

/** What somebody filed within an hour, whoever it was for, is counted by the index alone, which serves the foreign key, too. */
export const up: Migration = async ({ context: db }) => {
  await addIndex(db, 'status_changes', ['changed_by_id', 'from_status_id', 'created_at'], { name: INDEX });
  await dropIndex(db, 'status_changes', FORMER);
};

export const down: Migration = async ({ context: db }) => {
  await addIndex(db, 'status_changes', ['changed_by_id'], { name: FORMER });
  await dropIndex(db, 'status_changes', INDEX);
};
