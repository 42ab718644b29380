import { count, exactText, id, longText, moment, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

const INDEXES = {
  /** Finds what is due, in the order in which it is. */
  jobs_due: ['state', 'run_at'],
  /** Finds what a process that is gone left running. */
  jobs_lease: ['state', 'lease_until'],
  /** Finds what ended long ago. */
  jobs_ended: ['state', 'ended_at'],
};

export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'jobs', {
    id: id(),
    kind: exactText(db, 60),
    dedupe_key: exactText(db, 191, { allowNull: true }),
    payload: longText(),
    state: text(db, 10),
    run_at: moment({ allowNull: false }),
    attempts: count(0),
    failing_since: moment(),
    lease: exactText(db, 36, { allowNull: true }),
    lease_until: moment(),
    last_error: text(db, 500, { allowNull: true }),
    ended_at: moment(),
    ...timestamps(db),
  });
  await addIndex(db, 'jobs', ['dedupe_key'], { name: 'jobs_dedupe_key_unique', unique: true });
  for (const [name, columns] of Object.entries(INDEXES)) await addIndex(db, 'jobs', columns, { name });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'jobs');
