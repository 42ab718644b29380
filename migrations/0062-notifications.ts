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

/** What people are told, in the portal and by mail: the list of each person, and what is still to be sent. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'notifications', {
    id: id(),
    recipient_id: reference('users', 'CASCADE', { allowNull: true }),
    address: text(db, 254, { allowNull: true }),
    // No foreign key: the journal may be cut, and what was told stays.
    event_id: optionalNumber(),
    complaint_id: reference('complaints', 'CASCADE', { allowNull: true }),
    kind: exactText(db, 64),
    channel: exactText(db, 10),
    details: longText(),
    dedupe_key: exactText(db, 191),
    state: exactText(db, 10, { defaultValue: 'waiting' }),
    attempts: count(0),
    next_attempt_at: moment(),
    last_error: text(db, 500, { allowNull: true }),
    carrier_id: optionalNumber(),
    sent_at: moment(),
    read_at: moment(),
    ...timestamps(db),
  });
  await addIndex(db, 'notifications', ['dedupe_key'], {
    name: 'notifications_dedupe_key_unique',
    unique: true,
  });
  await addIndex(db, 'notifications', ['recipient_id', 'channel', 'id'], {
    name: 'notifications_of_recipient',
  });
  await addIndex(db, 'notifications', ['recipient_id', 'channel', 'read_at'], {
    name: 'notifications_unread',
  });
  await addIndex(db, 'notifications', ['state', 'next_attempt_at'], { name: 'notifications_due' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'notifications');
