import { join } from 'node:path';
import type mysql from 'mysql2';
import { Sequelize, type Options } from 'sequelize';
import { log } from '../log.ts';
import { withoutLiterals } from '../log-error.ts';
import { greetNode } from './cluster.ts';
import { transactionContext } from './context.ts';
import { closeKept, EmbeddedDatabase, embeddedDriver } from './embedded-database.ts';
import { keepPrivate, makePrivateFile } from './private-files.ts';
import { serverDriver } from './server-driver.ts';
import { LOCK_SECONDS, serverOptions, type ServerSettings } from './server-options.ts';
import { ServerWatch } from './server-watch.ts';

/** What it takes to open the database; a part of Config. */
export interface DatabaseSettings extends Omit<ServerSettings, 'databaseUrl'> {
  /** Undefined: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** Waits half a minute for a server that answers nothing, in place of seconds: a command has nobody who waits for a page. */
  readonly isPatient?: boolean | undefined;
}

let watch: ServerWatch | undefined;
let current: Sequelize | undefined;
let settingsInUse: DatabaseSettings | undefined;
/** The numbers that the server gave to the connections of this process. */
const connectionIds = new Set<number>();
/** What the database is kept open for. */
const underWay = new Set<Promise<unknown>>();

/**
 * Of a statement no value is logged. What Sequelize says beside it is left out whole: it holds what was bound, and how
 * the server lets this process in.
 */
function logging(dialect: 'sqlite' | 'mysql') {
  return (sql: string): void => {
    // Taking the values out of every statement costs more than some statements do.
    if (log.isLevelEnabled('trace')) log.trace({ sql: withoutLiterals(sql, dialect) }, 'sql');
  };
}

const shared: Options = {
  // SQLite stores any text in an enum column unless the type is checked before.
  typeValidation: true,
  define: { underscored: true },
};

/** What MySQL is told once a connection, so that no transaction has to. */
const EACH_CONNECTION = [
  // Without strict mode MariaDB cuts what is too long instead of refusing it.
  "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
  // A snapshot taken before waiting for a lock would show rows as they were before the winner's change.
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  // Rows and whole tables: with MySQL's 50 seconds and its year a few who wait keep every connection to themselves.
  `SET SESSION innodb_lock_wait_timeout = ${LOCK_SECONDS}`,
  `SET SESSION lock_wait_timeout = ${LOCK_SECONDS}`,
];

/** Makes one more connection to the server, which is given up when the server answers nothing on it any more. */
export function connectToServer(options: mysql.ConnectionOptions): mysql.Connection {
  if (watch === undefined) throw new Error('openDatabase was not called for a server');
  return watch.connect(options);
}

function mysqlOptions(settings: ServerSettings, isPatient: boolean): Options {
  const server = serverOptions(settings);
  watch?.end();
  const watching = (watch = new ServerWatch(isPatient));
  return {
    ...shared,
    ...server,
    dialect: 'mysql',
    logging: logging('mysql'),
    dialectModule: { ...serverDriver(), createConnection: connectToServer },
    timezone: '+00:00',
    dialectOptions: {
      ...server.dialectOptions,
      connectTimeout: 5000,
      // The driver's own reading of values: Sequelize's makes an object and two functions of each of them.
      typeCast: true,
      timezone: 'Z',
      dateStrings: ['DATE'],
      charset: 'UTF8MB4_UNICODE_520_CI',
    },
    hooks: {
      beforePoolAcquire: () => watching.beAnswered(),
      afterConnect: async (connection) => {
        connectionIds.add((connection as mysql.Connection).threadId);
        const ask = (sql: string) =>
          new Promise<readonly { Value?: string }[]>((resolve, reject) => {
            (connection as mysql.Connection).query<(mysql.RowDataPacket & { Value?: string })[]>(
              sql,
              (error, rows) => (error ? reject(error) : resolve(rows)),
            );
          });
        for (const sql of EACH_CONNECTION) await ask(sql);
        await greetNode(ask);
      },
    },
  };
}

function sqliteOptions(dataDir: string): Options {
  const storage = embeddedFile(dataDir);
  keepPrivate(dataDir);
  makePrivateFile(storage);
  EmbeddedDatabase.patience = LOCK_SECONDS * 1000;
  return {
    ...shared,
    dialect: 'sqlite',
    logging: logging('sqlite'),
    dialectModule: embeddedDriver,
    storage,
    // Every statement waits already; Sequelize would let it wait five times over.
    retry: { max: 1 },
  };
}

/**
 * Opens the one database of this process; the models are bound by `initModels`.
 *
 * @throws Sequelize's ConnectionError when the server or the file cannot be reached.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Sequelize> {
  Sequelize.useCLS(transactionContext);
  const sequelize =
    settings.databaseUrl === undefined
      ? new Sequelize(sqliteOptions(settings.dataDir))
      : new Sequelize(
          mysqlOptions({ ...settings, databaseUrl: settings.databaseUrl }, settings.isPatient === true),
        );
  await sequelize.authenticate();
  if (isSqlite(sequelize)) {
    await sequelize.query('PRAGMA journal_mode = WAL');
    await sequelize.query('PRAGMA synchronous = NORMAL');
  }
  current = sequelize;
  settingsInUse = settings;
  return sequelize;
}

/** What the database was opened with. */
export function databaseSettings(): DatabaseSettings {
  if (settingsInUse === undefined) throw new Error('openDatabase was not called');
  return settingsInUse;
}

/** Whether the server gave this number to a connection that this process shares. */
export function isSharedConnection(id: number): boolean {
  return connectionIds.has(id);
}

/** Where the embedded database lies. */
export function embeddedFile(dataDir: string): string {
  return join(dataDir, 'portal.sqlite');
}

/** The database that `openDatabase` opened. */
export function database(): Sequelize {
  if (current === undefined) throw new Error('openDatabase was not called');
  return current;
}

/** Keeps the database open until `work` is done: a transaction that loses its connection half-way has no clean end. */
export function keepOpenFor<T>(work: Promise<T>): Promise<T> {
  const done = work.finally(() => underWay.delete(done));
  underWay.add(done);
  return done;
}

/** Closes the database once every transaction under way has ended; a second call does nothing. */
export async function closeDatabase(): Promise<void> {
  while (underWay.size > 0) await Promise.allSettled(underWay);
  const sequelize = current;
  current = undefined;
  await closeKept();
  await sequelize?.close();
  watch?.end();
}

/** True on the embedded database, false on MySQL and MariaDB. */
export function isSqlite(sequelize: Sequelize = database()): boolean {
  return sequelize.getDialect() === 'sqlite';
}
