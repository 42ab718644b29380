import { migrationFiles } from '../../database/migration-files.ts';
import { schemaState } from '../../database/schema-state.ts';

/** A migration and whether it has run; `unknown` is one that ran and that this version does not have. */
export interface MigrationState {
  readonly name: string;
  readonly state: 'done' | 'pending' | 'unknown';
}

/** Every migration, oldest first, then those that this version does not know. */
export async function listMigrations(): Promise<MigrationState[]> {
  const { pending, unknown } = await schemaState();
  const all = await migrationFiles('migrations');
  return [
    ...all.map(({ name }): MigrationState => ({ name, state: pending.includes(name) ? 'pending' : 'done' })),
    ...unknown.map((name): MigrationState => ({ name, state: 'unknown' })),
  ];
}
