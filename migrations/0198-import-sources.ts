import { exactText, momentOfInsert, text } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** Which old portals this installation was filled from, and by what each is known again. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'import_sources', {
    number: { type: 'INTEGER', primaryKey: true, allowNull: false },
    name: text(db, 255),
    marks: exactText(db, 1000),
    created_at: momentOfInsert(db),
  });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'import_sources');
