import { count } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, dropColumn } from '../src/database/schema-steps.ts';

const name = 'recount_day';

/** Up to which day the daily figures are counted anew, after targets or calendars changed; 0: none is left. */
export const up: Migration = ({ context: db }) => addColumn(db, 'figures_state', name, count(0));

export const down: Migration = ({ context: db }) => dropColumn(db, 'figures_state', name);
