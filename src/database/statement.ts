import type { Connection as ServerConnection, ResultSetHeader } from 'mysql2';
import type { Sequelize } from 'sequelize';
import { database, isSqlite } from './connect.ts';
import type { EmbeddedDatabase } from './embedded-database.ts';
import { onConnection, tellStatement, type Marked } from './on-connection.ts';

/** What a statement takes in one of its places. */
export type Value = string | number | null;

/** What the driver tells: rows, or what became of a statement that writes. */
type Done = (error: Error | null, result: unknown) => void;
type Send = (connection: Marked, sql: string, values: readonly Value[] | undefined, done: Done) => void;

/** Sequelize's own way of telling what a driver refused. */
interface Telling {
  readonly dialect: {
    readonly Query: new (
      connection: object,
      sequelize: Sequelize,
      options: object,
    ) => { formatError(error: Error): Error };
  };
}

function told(connection: Marked, error: Error, sql: string): Error {
  const { dialect } = database() as Sequelize & Telling;
  const query = new dialect.Query(connection, database(), {});
  return query.formatError(Object.assign(error, { sql }));
}

const toServer: Send = (connection, sql, values, done) => {
  const server = connection as ServerConnection;
  if (values === undefined) server.query(sql, done);
  else server.execute(sql, [...values], done);
};

/**
 * A transaction has its connection for itself, and one statement after the other is run on it. On the other those that
 * wait for it would each keep one of libuv's threads, were they not told to wait before.
 */
const toFile =
  (method: 'all' | 'run'): Send =>
  (connection, sql, values, done) => {
    const file = connection as EmbeddedDatabase & Marked;
    // SQLite would take it for NULL.
    if (values?.includes(undefined as never) === true)
      throw new TypeError('a value of a statement is missing');
    function finish(this: unknown, error: Error | null, rows: unknown): void {
      done(error, method === 'all' ? rows : this);
    }
    if (file.uuid !== undefined && values !== undefined) file.repeat(method, sql, values, finish);
    else file.serialize(() => file[method](sql, values ?? [], finish));
  };
const fromFile = toFile('all');
const intoFile = toFile('run');

function send(toDatabase: Send, sql: string, values: readonly Value[] | undefined): Promise<unknown> {
  return onConnection((connection) => {
    tellStatement(connection, sql);
    return new Promise<unknown>((resolve, reject) => {
      toDatabase(connection, sql, values, (error, result) =>
        error === null ? resolve(result) : reject(told(connection, error, sql)),
      );
    });
  });
}

/**
 * The rows of a statement as the driver reads them: Sequelize, which owns the connections, would make as much ado about
 * each of these as about a model, and copy every row.
 *
 * @param sql has `?` in the places of its values.
 * @param values has a server prepare it; without them it is sent as it is.
 * @throws as Sequelize does.
 */
export async function rows<Row extends object>(sql: string, values?: readonly Value[]): Promise<Row[]> {
  return (await send(isSqlite() ? fromFile : toServer, sql, values)) as Row[];
}

/**
 * Runs a statement that writes in the same way.
 *
 * @returns the number of the row that it inserted; of several, on a server, that of the first.
 * @throws as Sequelize does.
 */
export async function run(sql: string, values?: readonly Value[]): Promise<number> {
  const result = await send(isSqlite() ? intoFile : toServer, sql, values);
  return isSqlite() ? (result as { readonly lastID: number }).lastID : (result as ResultSetHeader).insertId;
}
