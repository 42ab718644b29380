import {
  count,
  exactText,
  id,
  longText,
  moment,
  optionalNumber,
  reference,
  text,
  timestamps,
} from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** What each webhook is told, once for an event, and what became of it. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'webhook_deliveries', {
    id: id(),
    webhook_id: reference('webhooks', 'CASCADE'),
    event_id: optionalNumber(),
    event_name: text(db, 64),
    message_id: exactText(db, 64),
    state: text(db, 10, { defaultValue: 'waiting' }),
    attempts: count(0),
    next_attempt_at: moment(),
    status: optionalNumber(),
    answer: longText({ allowNull: true }),
    last_error: text(db, 500, { allowNull: true }),
    ended_at: moment(),
    ...timestamps(db),
  });
  await addIndex(db, 'webhook_deliveries', ['webhook_id', 'event_id'], {
    name: 'webhook_deliveries_event_unique',
    unique: true,
  });
  await addIndex(db, 'webhook_deliveries', ['state', 'next_attempt_at'], {
    name: 'webhook_deliveries_state',
  });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'webhook_deliveries');
