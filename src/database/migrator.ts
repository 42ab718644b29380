import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { QueryTypes, type QueryInterface, type Sequelize } from 'sequelize';
import { SequelizeStorage, Umzug, type MigrationParams } from 'umzug';
import { log } from '../log.ts';
import { database, isSqlite } from './connect.ts';
import { inTransaction } from './transaction.ts';
import { UnavailableError } from '../errors.ts';

/** What a migration or seeder file exports as `up` (and a migration as `down`). */
export type Migration = (parameters: { context: QueryInterface }) => Promise<unknown>;

interface MigrationFile {
  readonly up: Migration;
  readonly down?: Migration;
}

/** The project's root, or `dist` when compiled: where `migrations` and `seeders` lie beside `src`. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** How long a second process waits while another migrates, in seconds. */
const LOCK_SECONDS = 60;

function umzug(folder: 'migrations' | 'seeders', table: string): Umzug<QueryInterface> {
  const sequelize = database();
  const history = new SequelizeStorage({ sequelize, tableName: table, modelName: table });
  return new Umzug({
    migrations: {
      // Compiled files have their types beside them in some set-ups; those are no migrations.
      glob: [`${folder}/[0-9]*.{ts,js}`, { cwd: root }],
      resolve: ({ name, path, context }: MigrationParams<QueryInterface>) => {
        const load = async () => (await import(path ?? '')) as MigrationFile;
        return {
          // Without its ending, so that .ts and .js share one history.
          name: name.replace(/\.[jt]s$/, ''),
          up: async () => (await load()).up({ context }),
          down: async () => (await load()).down?.({ context }),
        };
      },
    },
    context: sequelize.getQueryInterface(),
    storage: {
      // A seeder may run again; its name is the history's primary key.
      logMigration: async (parameters) => {
        await history.unlogMigration(parameters);
        await history.logMigration(parameters);
      },
      unlogMigration: (parameters) => history.unlogMigration(parameters),
      executed: () => history.executed(),
    },
    logger: undefined,
  });
}

/** The schema's migrations; their history is the table `migrations`. */
export function migrations(): Umzug<QueryInterface> {
  return umzug('migrations', 'migrations');
}

/** The reference data; each seeder may run any number of times, and `seeds` remembers those that ran. */
export function seeders(): Umzug<QueryInterface> {
  return umzug('seeders', 'seeds');
}

async function withServerLock<T>(sequelize: Sequelize, work: () => Promise<T>): Promise<T> {
  const [row] = await sequelize.query<{ got: number | null }>(
    "SELECT GET_LOCK(CONCAT(DATABASE(), '.migrations'), :seconds) AS got",
    { replacements: { seconds: LOCK_SECONDS }, type: QueryTypes.SELECT },
  );
  if (row?.got !== 1) throw new UnavailableError('Another process is migrating this database.');
  try {
    return await work();
  } finally {
    await sequelize.query("DO RELEASE_LOCK(CONCAT(DATABASE(), '.migrations'))");
  }
}

/**
 * Runs `work` while no other process migrates. On SQLite it is one transaction, so a failing migration leaves nothing
 * behind; MySQL commits at each schema statement, hence one change per migration.
 */
export async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  return inTransaction(() => (isSqlite() ? work() : withServerLock(database(), work)));
}

/**
 * Names of migrations that have not run, oldest first. It only reads: asked often, it must take no lock, and Umzug's
 * own way creates the history's table.
 */
export async function pendingMigrations(): Promise<string[]> {
  const all = migrations();
  const queries = database().getQueryInterface();
  const known = (await all.migrations(queries)).map((migration) => migration.name);
  if (!(await queries.tableExists('migrations'))) return known;
  const rows = await database().query<{ name: string }>('SELECT name FROM migrations', {
    type: QueryTypes.SELECT,
  });
  const done = new Set(rows.map((row) => row.name));
  return known.filter((name) => !done.has(name));
}

/** Runs all pending migrations; returns their names. */
export async function migrateUp(): Promise<string[]> {
  const done = await exclusively(() => migrations().up());
  for (const { name } of done) log.info({ migration: name }, 'migrated');
  return done.map((migration) => migration.name);
}

/** Reverts the newest migration; returns its name, or nothing where none had run. */
export async function migrateDown(): Promise<string[]> {
  const done = await exclusively(() => migrations().down());
  return done.map((migration) => migration.name);
}

/**
 * Runs the seeders.
 *
 * @param again true runs those, too, that ran before: missing rows are added, none is changed.
 */
export async function seed(again: boolean): Promise<string[]> {
  return exclusively(async () => {
    const all = seeders();
    const due = again ? await all.migrations(database().getQueryInterface()) : await all.pending();
    const names = due.map(({ name }) => name);
    if (names.length === 0) return [];
    await all.up(again ? { migrations: names, rerun: 'ALLOW' } : {});
    return names;
  });
}
