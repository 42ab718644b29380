import { migrateDown, migrateUp } from '../../database/migrator.ts';

/** Runs all pending migrations, or reverts the newest; returns the names of those that ran. */
export function migrateSchema(direction: 'up' | 'down'): Promise<string[]> {
  return direction === 'up' ? migrateUp() : migrateDown();
}
