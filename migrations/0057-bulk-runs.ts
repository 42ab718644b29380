import { exactText, id, longText, moment, momentOfInsert, reference, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Steps that are taken with many complaints at once. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'bulk_runs', {
    id: id(),
    starter_id: reference('users', 'CASCADE'),
    run_key: exactText(db, 64),
    step: text(db, 30),
    input: longText(),
    undoes_id: reference('bulk_runs', 'SET NULL'),
    origin: text(db, 20),
    address: text(db, 64, { allowNull: true }),
    request_id: text(db, 64, { allowNull: true }),
    state: text(db, 10, { defaultValue: 'running' }),
    created_at: momentOfInsert(db),
    ended_at: moment(),
  });
  await addIndex(db, 'bulk_runs', ['starter_id', 'run_key'], {
    name: 'bulk_runs_starter_key_unique',
    unique: true,
  });
  await addIndex(db, 'bulk_runs', ['ended_at'], { name: 'bulk_runs_ended_at' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'bulk_runs');
