import type { Options, Sequelize } from 'sequelize';
import { database } from './connect.ts';
import { transactionContext } from './context.ts';

/** Sequelize's own parts that its types leave out. */
type Opened = Sequelize & { readonly options: Options };
/** A driver's connection: Sequelize writes the number of its transaction on it. */
export interface Marked {
  readonly uuid?: string;
}
interface Running {
  readonly connection: Marked;
  readonly finished?: string;
}

/** Runs `work` on the driver's connection of the transaction that it is in, or on one of the pool. */
export async function onConnection<T>(work: (connection: Marked) => Promise<T>): Promise<T> {
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

/** Lets the log know of a statement, in the words that Sequelize has for it. */
export function tellStatement({ uuid = 'default' }: Marked, sql: string): void {
  const { logging } = (database() as Opened).options;
  if (typeof logging === 'function') logging(`Executing (${uuid}): ${sql}`);
}
