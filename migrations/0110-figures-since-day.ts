import { count } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

/** From which day on the daily figures are counted, while days before it are left; what is there was counted from the first. */
export const up: Migration = ({ context: db }) => addColumn(db, 'figures_state', 'since_day', count(0));

export const down: Migration = ({ context: db }) => dropColumn(db, 'figures_state', 'since_day');
