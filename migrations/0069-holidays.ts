import { count, exactText, id, reference, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Days on which a calendar is shut. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'holidays', {
    id: id(),
    calendar_id: reference('calendars', 'CASCADE'),
    date: exactText(db, 10),
    name: text(db, 100),
    version: count(0),
    ...timestamps(db),
  });
  await addIndex(db, 'holidays', ['calendar_id', 'date'], {
    name: 'holidays_calendar_date_unique',
    unique: true,
  });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'holidays');
