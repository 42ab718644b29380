import { DataTypes } from 'sequelize';
import { count, exactText, id, moment } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Two processes that seal at once want the same number and the same seal before; one of them gets it. */
export const up: Migration = async ({ context: db }) => {
  const sqlite = db.sequelize.getDialect() === 'sqlite';
  await addTable(db, 'event_seals', {
    id: id(),
    sequence: count(0),
    kind: exactText(db, 8),
    first_event_id: count(0),
    last_event_id: count(0),
    event_count: count(0),
    previous_hash: exactText(db, 64),
    hash: exactText(db, 64),
    members: { type: sqlite ? DataTypes.TEXT : DataTypes.TEXT('medium'), allowNull: false },
    sealed_at: moment({ allowNull: false }),
  });
  await addIndex(db, 'event_seals', ['sequence'], { name: 'event_seals_sequence_unique', unique: true });
  await addIndex(db, 'event_seals', ['previous_hash'], {
    name: 'event_seals_previous_hash_unique',
    unique: true,
  });
  await addIndex(db, 'event_seals', ['sealed_at'], { name: 'event_seals_sealed_at' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'event_seals');
