import { exactText, momentOfInsert, optionalNumber } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** Which row of the old portal became which row of this one, so that nothing is imported twice. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'imported_rows', {
    source_table: exactText(db, 64, { primaryKey: true }),
    source_id: { type: 'BIGINT', primaryKey: true, allowNull: false },
    target_id: optionalNumber(),
    became: exactText(db, 10),
    created_at: momentOfInsert(db),
  });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'imported_rows');
