import { exactText, id, moment, optionalNumber } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** For how many years what of closed complaints is kept; null: for good. With what was tried last. */
export const up: Migration = ({ context: db }) =>
  addTable(db, 'retention_rules', {
    id: id(),
    rule: exactText(db, 16, { unique: true }),
    years: optionalNumber(),
    tried_years: optionalNumber(),
    tried_at: moment(),
  });

export const down: Migration = ({ context: db }) => dropTable(db, 'retention_rules');
