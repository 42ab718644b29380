import type { Migration } from '../src/database/migrator.ts';
import { addIndex, dropIndex } from '../src/database/schema-steps.ts';

/** Finds whose lists changed in the last seconds. */
export const up: Migration = ({ context: db }) =>
  addIndex(db, 'notifications', ['channel', 'updated_at'], { name: 'notifications_changed' });

export const down: Migration = ({ context: db }) => dropIndex(db, 'notifications', 'notifications_changed');
