import {
  count,
  exactText,
  id,
  longText,
  momentOfInsert,
  optionalNumber,
  reference,
  text,
} from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

const name = 'received_mails';

/** What became of mails that came in, each of which acts once. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, name, {
    id: id(),
    mail_key: exactText(db, 64),
    sender: text(db, 254),
    subject: text(db, 255),
    size_bytes: count(0),
    outcome: exactText(db, 10),
    reason: text(db, 255, { allowNull: true }),
    person_id: reference('users', 'SET NULL', { allowNull: true }),
    complaint_id: reference('complaints', 'CASCADE', { allowNull: true }),
    // No foreign key: the journal may be cut, and what was quoted stays.
    event_id: optionalNumber(),
    words_hash: exactText(db, 64, { allowNull: true }),
    quoted_text: longText({ allowNull: true }),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, name, ['mail_key'], { name: 'received_mails_mail_key_unique', unique: true });
  await addIndex(db, name, ['event_id'], { name: 'received_mails_of_event' });
  await addIndex(db, name, ['sender', 'created_at'], { name: 'received_mails_of_sender' });
  await addIndex(db, name, ['created_at'], { name: 'received_mails_by_time' });
};

export const down: Migration = ({ context: db }) => dropTable(db, name);
