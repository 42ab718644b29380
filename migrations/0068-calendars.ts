import { count, exactText, foldedText, id, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** When work is done: the hours of a week, in a time zone. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'calendars', {
    id: id(),
    name: text(db, 100),
    name_folded: foldedText(db, 300),
    time_zone: exactText(db, 64),
    hours: exactText(db, 1000),
    version: count(0),
    ...timestamps(db),
  });
  await addIndex(db, 'calendars', ['name_folded'], { name: 'calendars_name_folded_unique', unique: true });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'calendars');
