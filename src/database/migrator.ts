import type { QueryInterface } from 'sequelize';
import { MigrationError, SequelizeStorage, Umzug, type UmzugStorage } from 'umzug';
import { AppError } from '../errors.ts';
import { log } from '../log.ts';
import { database } from './connect.ts';
import { exclusively, stillAlone } from './exclusively.ts';
import { migrationFiles, type MigrationFile } from './migration-files.ts';
import { readHistory, refuseUnknown, REVERTING, schemaState } from './schema-state.ts';

export type { Migration } from './migration-files.ts';

function historyIn(table: string): UmzugStorage {
  const sequelize = database();
  const history = new SequelizeStorage({ sequelize, tableName: table, modelName: table });
  const forget: UmzugStorage['unlogMigration'] = async (parameters) => {
    await history.unlogMigration(parameters);
    await history.unlogMigration({ name: parameters.name + REVERTING });
  };
  return {
    // A seeder may run again, and a migration whose way back was broken off; its name is the history's primary key.
    logMigration: async (parameters) => {
      await forget(parameters);
      await history.logMigration(parameters);
    },
    unlogMigration: forget,
    executed: () => history.executed(),
  };
}

/** From here on the schema has only a part of it: it counts as pending, until it is wholly back or wholly there again. */
async function markReverting(table: string, name: string): Promise<void> {
  await database().query(`UPDATE ${table} SET name = :marked WHERE name = :name`, {
    replacements: { name, marked: name + REVERTING },
  });
}

/** Is told the name of each migration that was run or reverted, also where a later one fails. */
export type Told = (name: string) => unknown;

function umzug(folder: 'migrations' | 'seeders', table: string, told?: Told): Umzug<QueryInterface> {
  const context = database().getQueryInterface();
  const step = ({ name, load }: MigrationFile) => ({
    name,
    up: async () => (await load()).up({ context }),
    down: async () => {
      const { down } = await load();
      await markReverting(table, name);
      await down?.({ context });
    },
  });
  const all = new Umzug({
    migrations: async () => (await migrationFiles(folder)).map(step),
    context,
    storage: historyIn(table),
    logger: undefined,
  });
  all.on('migrating', stillAlone);
  all.on('reverting', stillAlone);
  all.on('migrated', ({ name }) => void told?.(name));
  all.on('reverted', ({ name }) => void told?.(name));
  return all;
}

/** The schema's migrations; their history is the table `migrations`. */
export function migrations(told?: Told): Umzug<QueryInterface> {
  return umzug('migrations', 'migrations', told);
}

/** The reference data; each seeder may run any number of times, and `seeds` remembers those that ran. */
export function seeders(): Umzug<QueryInterface> {
  return umzug('seeders', 'seeds');
}

/** What a migration itself refuses is told as it stands, without Umzug's wrapping. */
function unwrapped(error: unknown): unknown {
  const cause: unknown = error instanceof MigrationError ? error.cause : undefined;
  return cause instanceof AppError ? cause : error;
}

async function runPending(told?: Told): Promise<{ readonly name: string }[]> {
  try {
    return await migrations(told).up();
  } catch (error) {
    throw unwrapped(error);
  }
}

/**
 * Runs all pending migrations; returns their names.
 *
 * @throws ConflictError when what is stored is against a rule that a migration brings.
 */
export async function migrateUp(told?: Told): Promise<string[]> {
  const done = await exclusively(async () => {
    refuseUnknown(await schemaState());
    return runPending(told);
  });
  for (const { name } of done) log.info({ migration: name }, 'migrated');
  return done.map((migration) => migration.name);
}

/** Reverts the newest migration, or goes on with one whose way back was broken off; returns its name, if any. */
export async function migrateDown(told?: Told): Promise<string[]> {
  const done = await exclusively(async () => {
    refuseUnknown(await schemaState());
    const begun = (await readHistory('migrations'))
      .find((name) => name.endsWith(REVERTING))
      ?.replace(REVERTING, '');
    return migrations(told).down(begun === undefined ? {} : { migrations: [begun], rerun: 'ALLOW' });
  });
  return done.map((migration) => migration.name);
}

/**
 * Runs the seeders.
 *
 * @param again true runs those, too, that ran before: they add what is new in them.
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

/**
 * Runs these migrations as far as they have not run, whatever else stands in the history: for a restore, which first makes
 * the tables as they were.
 */
export async function migrateTo(names: readonly string[]): Promise<void> {
  await exclusively(async () => {
    const done = new Set(await readHistory('migrations'));
    const due = names.filter((name) => !done.has(name));
    if (due.length > 0) await migrations().up({ migrations: due });
  });
}

/** Makes the tables of the histories where they are not there yet. */
export async function makeHistories(): Promise<void> {
  await exclusively(async () => {
    await migrations().executed();
    await seeders().executed();
  });
}
