import { DataTypes } from 'sequelize';
import { id, momentOfInsert, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

const INDEXES: Readonly<Record<string, readonly string[]>> = {
  events_subject: ['subject_type', 'subject_id'],
  events_complaint_id: ['complaint_id'],
  events_created_at: ['created_at'],
  events_actor_id: ['actor_id'],
  events_name: ['name'],
};

/** What happened outlives the rows that it happened to, so nothing here is a foreign key. */
export const up: Migration = async ({ context: db }) => {
  const sqlite = db.sequelize.getDialect() === 'sqlite';
  const number = { type: DataTypes.INTEGER, allowNull: true };
  await addTable(db, 'events', {
    id: id(),
    name: text(db, 64),
    subject_type: text(db, 32),
    subject_id: number,
    complaint_id: number,
    actor_id: number,
    actor_name: text(db, 310),
    origin: text(db, 16),
    address: text(db, 64, { allowNull: true }),
    request_id: text(db, 64, { allowNull: true }),
    details: { type: sqlite ? DataTypes.TEXT : DataTypes.TEXT('medium'), allowNull: false },
    created_at: momentOfInsert(db),
  });
  for (const [name, columns] of Object.entries(INDEXES)) await addIndex(db, 'events', columns, { name });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'events');
