import {
  count,
  exactText,
  flag,
  id,
  longText,
  moment,
  reference,
  text,
  timestamps,
} from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** Where other programs are told of what happens; secrets are encrypted. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'webhooks', {
    id: id(),
    name: text(db, 100),
    url: exactText(db, 2000),
    events: longText(),
    is_active: flag(true),
    off_because: text(db, 300, { defaultValue: '' }),
    owner_id: reference('users', 'SET NULL'),
    secret: exactText(db, 300),
    former_secret: exactText(db, 300, { allowNull: true }),
    former_until: moment(),
    secret_shown_at: moment(),
    version: count(0),
    ...timestamps(db),
  });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'webhooks');
