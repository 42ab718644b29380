import { setTimeout as delay } from 'node:timers/promises';
import { closeDatabase, database, isSqlite, openDatabase } from '../../src/database/connect.ts';
import { hindranceIn } from '../../src/database/driver-errors.ts';
import { migrateUp, seed } from '../../src/database/migrator.ts';
import { UnavailableError } from '../../src/errors.ts';
import { initModels } from '../../src/models/index.ts';
import { dataDir, testEnvironment } from './database.ts';
import { holdLock } from './hold-lock.ts';
import { findMariadb, startMariadb, type PrivateServer } from './mariadb.ts';

/** Longer than anybody waits for another's lock, in milliseconds. */
const LOCKED_MS = 6500;
/** Long enough for those who try again after a second, in milliseconds. */
const STOPPED_MS = 2500;

/** The database of this process, which can be away for some seconds. */
export interface LeavingDatabase {
  /** The settings by which others reach it. */
  readonly environment: Record<string, string>;
  /** Undefined: the embedded database. */
  readonly server: PrivateServer | undefined;
  /**
   * Is away for some seconds: a server is stopped and started, the embedded database locked by somebody else.
   *
   * @param meanwhile is done as soon as it is away.
   */
  beAway(meanwhile: () => void): Promise<void>;
  /** Lets this process go on with the database of the other tests. */
  close(): Promise<void>;
}

async function reopen(databaseUrl: string | undefined): Promise<void> {
  await closeDatabase();
  initModels(await openDatabase({ databaseUrl, dataDir }));
}

/** Opens such a database, with the schema and the reference data. */
export async function openLeavingDatabase(): Promise<LeavingDatabase> {
  if (isSqlite())
    return {
      environment: testEnvironment,
      server: undefined,
      beAway: async (meanwhile) => {
        const release = await holdLock('departments', 1);
        meanwhile();
        await delay(LOCKED_MS);
        await release();
      },
      close: async () => undefined,
    };
  const programs = findMariadb();
  if (programs === undefined) throw new Error('this needs a server program');
  // The other tests' own server cannot be stopped.
  const server = await startMariadb(programs);
  await reopen(server.url);
  await migrateUp();
  await seed(true);
  return {
    environment: { ...testEnvironment, DATABASE_URL: server.url },
    server,
    beAway: async (meanwhile) => {
      await server.leave();
      meanwhile();
      await delay(STOPPED_MS);
      await server.comeBack();
    },
    close: async () => {
      await reopen(testEnvironment.DATABASE_URL);
      await server.stop();
    },
  };
}

/** Waits until something has come to pass that the database tells, which may be away or have been just now. */
export async function untilToldSo(what: string, isSo: () => Promise<boolean>, mostMs: number): Promise<void> {
  for (const begun = Date.now(); Date.now() - begun < mostMs; await delay(200)) {
    try {
      if (await isSo()) return;
    } catch (error) {
      if (!(error instanceof UnavailableError) && hindranceIn(error) === undefined) throw error;
    }
  }
  throw new Error(
    `in ${mostMs / 1000} seconds it did not come to pass that ${what} (${database().getDialect()})`,
  );
}
