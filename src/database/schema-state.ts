import { QueryTypes } from 'sequelize';
import { ConflictError } from '../errors.ts';
import { database } from './connect.ts';
import { migrationFiles } from './migration-files.ts';

/** Stands after the name in the history from the first to the last statement of its way back. */
export const REVERTING = ' (being reverted)';

/** Stands in the history from the first to the last row that a restore writes. */
export const RESTORING = 'restore-not-finished';

/** Told wherever such a database is asked for. */
const NOT_RESTORED =
  'A restore into this database was broken off. Run it again: npm run portal -- restore FILE';

/** How this database's history stands to this version's migrations. */
export interface SchemaState {
  /** Names of those that have not run, oldest first. */
  readonly pending: readonly string[];
  /** Names in the history that this version does not have, oldest first. */
  readonly unknown: readonly string[];
}

/** The history as it stands in its table; it only reads: Umzug's own way would create the table. */
export async function readHistory(table: 'migrations' | 'seeds'): Promise<string[]> {
  if (!(await database().getQueryInterface().tableExists(table))) return [];
  const rows = await database().query<{ name: string }>(`SELECT name FROM ${table} ORDER BY name`, {
    type: QueryTypes.SELECT,
  });
  return rows.map(({ name }) => name);
}

/** Compares this version's migrations with the database's history. Asked often, it takes no lock. */
export async function schemaState(): Promise<SchemaState> {
  const known = (await migrationFiles('migrations')).map(({ name }) => name);
  const history = await readHistory('migrations');
  const done = new Set(history);
  const mine = new Set(known.flatMap((name) => [name, name + REVERTING]));
  return {
    pending: known.filter((name) => !done.has(name)),
    unknown: history.filter((name) => !mine.has(name)).map((name) => name.replace(REVERTING, '')),
  };
}

/** Whether a restore into this database began and did not end. */
export function isRestoring({ unknown }: SchemaState): boolean {
  return unknown.includes(RESTORING);
}

/** @throws ConflictError that names the migrations in the history that this version does not know. */
export function refuseUnknown({ unknown }: SchemaState): void {
  if (unknown.length === 0) return;
  if (unknown.includes(RESTORING)) throw new ConflictError(NOT_RESTORED);
  const [them, subject] =
    unknown.length === 1 ? ['it', 'a migration that'] : ['them', `${unknown.length} migrations that`];
  throw new ConflictError(
    `This database has ${subject} this version does not know: ${unknown.join(', ')}. ` +
      `Start the version that it was migrated with, or revert ${them} there: npm run portal -- migrate down`,
  );
}

/** Whether the database has had all migrations and seeders of this version, and no others. */
export async function isUpToDate(): Promise<boolean> {
  const { pending, unknown } = await schemaState();
  if (pending.length > 0 || unknown.length > 0) return false;
  const done = new Set(await readHistory('seeds'));
  return (await migrationFiles('seeders')).every(({ name }) => done.has(name));
}
