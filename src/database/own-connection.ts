import type { Connection } from 'mysql2';
import { connectToServer, databaseSettings, embeddedFile } from './connect.ts';
import { EmbeddedDatabase } from './embedded-database.ts';
import { serverOptions } from './server-options.ts';

/** What stands in a cell as the drivers take and give it. */
export type Cell = string | number | bigint | Buffer | null;

/**
 * A connection of its own, beside those that the program shares: for what reads or writes for minutes. Moments are the
 * texts that the database keeps, and whole numbers that JavaScript cannot hold are texts.
 */
export interface OwnConnection {
  readonly isSqlite: boolean;
  /** The cells of each row, in the order in which the statement names them, each under another name. */
  rows(sql: string, values?: readonly Cell[]): Promise<Cell[][]>;
  run(sql: string, values?: readonly Cell[]): Promise<void>;
  close(): Promise<void>;
}

interface ServerConnection {
  readonly host?: string;
  readonly port?: number;
  readonly username?: string;
  readonly password?: string;
  readonly database?: string;
  readonly dialectOptions?: object;
}

function connect(databaseUrl: string): Promise<Connection> {
  const server = serverOptions({ ...databaseSettings(), databaseUrl }) as ServerConnection;
  const { host, port, username: user, password, database } = server;
  const connection = connectToServer({
    ...server.dialectOptions,
    host,
    port,
    user,
    password,
    database,
    connectTimeout: 5000,
    charset: 'UTF8MB4_UNICODE_520_CI',
    rowsAsArray: true,
    dateStrings: true,
    supportBigNumbers: true,
  });
  return new Promise((resolve, reject) => {
    connection.connect((error) => (error === null ? resolve(connection) : reject(error)));
  });
}

async function onServer(databaseUrl: string): Promise<OwnConnection> {
  const connection = await connect(databaseUrl);
  const ask = (sql: string, values: readonly Cell[] = []): Promise<unknown> =>
    new Promise((resolve, reject) => {
      connection.query(sql, [...values], (error, rows) => (error === null ? resolve(rows) : reject(error)));
    });
  return {
    isSqlite: false,
    rows: async (sql, values) => (await ask(sql, values)) as Cell[][],
    run: async (sql, values) => void (await ask(sql, values)),
    close: () => new Promise((resolve) => connection.end(() => resolve())),
  };
}

function openFile(path: string): Promise<EmbeddedDatabase> {
  return new Promise((resolve, reject) => {
    const opened = new EmbeddedDatabase(path, (error: Error | null) =>
      error === null ? resolve(opened) : reject(error),
    );
  });
}

/** Opens a file of SQLite, which is made where it is not there. */
export async function openFileAt(path: string): Promise<OwnConnection> {
  const opened = await openFile(path);
  return {
    isSqlite: true,
    rows: (sql, values = []) =>
      new Promise((resolve, reject) => {
        opened.all(sql, values, (error: Error | null, rows: readonly object[]) =>
          error === null ? resolve(rows.map((row) => Object.values(row) as Cell[])) : reject(error),
        );
      }),
    run: (sql, values = []) =>
      new Promise((resolve, reject) => {
        opened.run(sql, values, (error: Error | null) => (error === null ? resolve() : reject(error)));
      }),
    close: () =>
      new Promise((resolve, reject) => {
        opened.close((error) => (error === null ? resolve() : reject(error)));
      }),
  };
}

/** Opens one more connection to the database that is open; whoever asks closes it. */
export function openOwnConnection(): Promise<OwnConnection> {
  const { databaseUrl, dataDir } = databaseSettings();
  return databaseUrl === undefined ? openFileAt(embeddedFile(dataDir)) : onServer(databaseUrl);
}
