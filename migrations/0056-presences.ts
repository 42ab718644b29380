import { exactText, moment, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Who has a complaint's page open, page by page. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'presences', {
    page: exactText(db, 36, { primaryKey: true }),
    complaint_id: reference('complaints', 'CASCADE'),
    user_id: reference('users', 'CASCADE'),
    writes_until: moment(),
    expires: moment({ allowNull: false }),
  });
  await addIndex(db, 'presences', ['complaint_id', 'expires'], { name: 'presences_complaint_id' });
  await addIndex(db, 'presences', ['expires'], { name: 'presences_expires' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'presences');
