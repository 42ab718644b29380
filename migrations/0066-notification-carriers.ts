import type { Migration } from '../src/database/migrator.ts';
import { addIndex, dropIndex } from '../src/database/schema-steps.ts';

/** Finds what one mail carries. */
export const up: Migration = ({ context: db }) =>
  addIndex(db, 'notifications', ['carrier_id'], { name: 'notifications_carrier_id' });

export const down: Migration = ({ context: db }) =>
  dropIndex(db, 'notifications', 'notifications_carrier_id');
