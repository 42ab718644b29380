import { database } from '../../src/database/connect.ts';

/** Read every few seconds at most, by whatever comes then. */
const REMEMBERED = /FROM [`"]?(calendars|holidays|service_targets)\b/;

/** How many statements the database gets while `work` runs, without those that a process asks every few seconds. */
export async function countQueries(work: () => Promise<unknown>): Promise<number> {
  return (await statementsOf(work)).filter((statement) => !REMEMBERED.test(statement)).length;
}

/** The statements that the database gets while `work` runs. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  // Sequelize reads this option anew for each statement; its types hide it.
  const { options } = database() as unknown as { options: { logging: unknown } };
  const { logging } = options;
  const statements: string[] = [];
  options.logging = (sql: string) => {
    statements.push(sql);
  };
  try {
    await work();
  } finally {
    options.logging = logging;
  }
  return statements;
}

/** Does `work`, and `meanwhile` once, between a statement that matches and whatever asks the database next. */
export async function intervening<T>(
  pattern: RegExp,
  meanwhile: () => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  const { connectionManager: pool, options } = database() as unknown as {
    connectionManager: { getConnection(given?: object): Promise<unknown> };
    options: { logging: (sql: string) => void };
  };
  const { logging } = options;
  const take = pool.getConnection.bind(pool);
  let isDue = false;
  options.logging = (sql) => {
    isDue ||= pattern.test(sql);
    logging(sql);
  };
  const takeLater = async (given?: object): Promise<unknown> => {
    if (isDue) {
      // What is done meanwhile takes connections as well.
      Reflect.deleteProperty(pool, 'getConnection');
      await meanwhile();
    }
    return take(given);
  };
  Object.assign(pool, { getConnection: takeLater });
  try {
    return await work();
  } finally {
    options.logging = logging;
    Reflect.deleteProperty(pool, 'getConnection');
  }
}
