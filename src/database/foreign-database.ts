import type { Connection } from 'mysql2';
import { serverOptions, type ServerSettings } from './server-options.ts';
import { ServerWatch } from './server-watch.ts';

/** The database of another program, which is read as it was at one moment and never written. */
export interface ForeignDatabase {
  /** @param values stand in the places that are written as `?`. */
  select<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): void;
}

/** A moment of work is no reason for a server to hang up on whoever reads. */
const IDLE_SECONDS = 28_800;

/** What makes the connection one that only reads, and all of it as of now. */
const BEGIN = [
  `SET SESSION wait_timeout = ${IDLE_SECONDS}`,
  "SET SESSION time_zone = '+00:00'",
  'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ',
  'SET SESSION TRANSACTION READ ONLY',
  'START TRANSACTION WITH CONSISTENT SNAPSHOT',
];

function ask<Row>(connection: Connection, sql: string, values: readonly unknown[]): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    connection.query(sql, [...values], (error, rows) => (error ? reject(error) : resolve(rows as Row[])));
  });
}

function connect(settings: ServerSettings, watch: ServerWatch): Connection {
  const {
    host = '',
    port = 3306,
    username = '',
    password = '',
    database = '',
    dialectOptions,
  } = serverOptions(settings);
  const { ssl } = (dialectOptions ?? {}) as { readonly ssl?: object };
  return watch.connect({
    host,
    port,
    user: username,
    password: password ?? '',
    database,
    ...(ssl === undefined ? {} : { ssl }),
    charset: 'utf8mb4',
    // As they are written: a date that does not exist is none, and no time zone has a say.
    dateStrings: true,
    supportBigNumbers: true,
    connectTimeout: 10_000,
  });
}

/**
 * Opens a MySQL or MariaDB database for reading alone, as it is at this moment.
 *
 * @throws the driver's error when it cannot be opened.
 */
export async function openForeignDatabase(settings: ServerSettings): Promise<ForeignDatabase> {
  const watch = new ServerWatch(true);
  const connection = connect(settings, watch);
  const close = () => {
    connection.destroy();
    watch.end();
  };
  try {
    for (const sql of BEGIN) await ask(connection, sql, []);
  } catch (error) {
    close();
    throw error;
  }
  return {
    select: (sql, values = []) => ask(connection, sql, values),
    close,
  };
}
