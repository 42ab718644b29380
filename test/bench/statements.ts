import { database } from '../../src/database/connect.ts';

/** What the portal sends to its database. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[] | object;
}

type Rerun = (sql: string, values: Statement['values'], done: (error: Error | null) => void) => void;

/** The driver's own way to run a statement, without what Sequelize does around it. */
async function driver(): Promise<{ run: Rerun; release: () => void }> {
  const { connectionManager } = database() as unknown as {
    connectionManager: {
      getConnection(options: object): Promise<{ query?: Rerun; all?: Rerun }>;
      releaseConnection(connection: object): void;
    };
  };
  const connection = await connectionManager.getConnection({ type: 'read', uuid: 'bench' });
  const run = (connection.query ?? connection.all)?.bind(connection);
  if (run === undefined) throw new Error('the driver is not known');
  return { run, release: () => connectionManager.releaseConnection(connection) };
}

/** Milliseconds that the statements take one after the other, `runs` times. */
export async function timeStatements(statements: readonly Statement[], runs: number): Promise<number[]> {
  const { run, release } = await driver();
  const times: number[] = [];
  try {
    for (let i = 0; i < runs; i += 1) {
      const start = performance.now();
      for (const { sql, values } of statements) {
        await new Promise<void>((resolve, reject) => {
          run(sql, values, (error) => (error === null ? resolve() : reject(error)));
        });
      }
      times.push(performance.now() - start);
    }
  } finally {
    release();
  }
  return times;
}
