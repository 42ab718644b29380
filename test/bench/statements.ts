import { database } from '../../src/database/connect.ts';
import { log } from '../../src/log.ts';

type Rerun = (sql: string, done: (error: Error | null) => void) => void;

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
export async function timeStatements(statements: readonly string[], runs: number): Promise<number[]> {
  const { run, release } = await driver();
  const times: number[] = [];
  for (let i = 0; i < runs; i += 1) {
    const start = performance.now();
    for (const sql of statements) {
      await new Promise<void>((resolve, reject) => {
        run(sql, (error) => (error === null ? resolve() : reject(error)));
      });
    }
    times.push(performance.now() - start);
  }
  release();
  return times;
}

/** What a log line of the portal says of a statement, without Sequelize's heading. */
export function statementOf(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  const { level, sql } = JSON.parse(line) as { level: number; sql?: string };
  return level === log.levels.values.trace && typeof sql === 'string'
    ? sql.replace(/^Executing \([^)]*\): /, '')
    : undefined;
}
