import type { Connection } from 'mysql2';
import { DatabaseError, type Options, type Sequelize } from 'sequelize';
import { database } from './connect.ts';
import { transactionContext } from './context.ts';

/** What a prepared statement takes. */
export type Value = string | number | null;

/** Sequelize's own parts that its types leave out. */
type Opened = Sequelize & { readonly options: Options };
/** Sequelize writes the number of its transaction on it. */
type Marked = Connection & { readonly uuid?: string };
interface Running {
  readonly connection: Marked;
  readonly finished?: string;
}

function ask(connection: Connection, sql: string, values: readonly Value[] | undefined): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, rows: unknown) =>
      error === null ? resolve(rows) : reject(new DatabaseError(Object.assign(error, { sql })));
    if (values === undefined) connection.query(sql, done);
    else connection.execute(sql, [...values], done);
  });
}

/** Runs `work` on the connection of the transaction that it is in, or on one of the pool. */
async function onConnection<T>(work: (connection: Marked) => Promise<T>): Promise<T> {
  const running = transactionContext.get('transaction') as Running | undefined;
  if (running !== undefined) {
    if (running.finished !== undefined) throw new Error('the transaction is over');
    return work(running.connection);
  }
  const { connectionManager: pool } = database();
  const connection = (await pool.getConnection({ type: 'read' })) as Marked;
  try {
    return await work(connection);
  } finally {
    pool.releaseConnection(connection);
  }
}

/**
 * The rows of a statement on MySQL as the driver reads them: Sequelize, which owns the connections, would make as much
 * ado about each of these as about a model, and copy every row.
 *
 * @param values prepares the statement; without them it is sent as it is.
 * @throws DatabaseError as Sequelize does.
 */
export function serverRows<Row extends object>(sql: string, values?: readonly Value[]): Promise<Row[]> {
  const { logging } = (database() as Opened).options;
  return onConnection(async (connection) => {
    if (typeof logging === 'function') logging(`Executing (${connection.uuid ?? 'default'}): ${sql}`);
    return (await ask(connection, sql, values)) as Row[];
  });
}
