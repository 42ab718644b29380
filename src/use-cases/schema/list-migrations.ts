import { migrations, pendingMigrations } from '../../database/migrator.ts';
import { database } from '../../database/connect.ts';

/** A migration and whether it has run. */
export interface MigrationState {
  readonly name: string;
  readonly state: 'done' | 'pending';
}

/** Every migration, oldest first. */
export async function listMigrations(): Promise<MigrationState[]> {
  const pending = new Set(await pendingMigrations());
  const all = await migrations().migrations(database().getQueryInterface());
  return all.map(({ name }) => ({ name, state: pending.has(name) ? 'pending' : 'done' }));
}
