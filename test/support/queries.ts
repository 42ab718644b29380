import { database } from '../../src/database/connect.ts';

/** How many statements the database gets while `work` runs. */
export async function countQueries(work: () => Promise<unknown>): Promise<number> {
  return (await statementsOf(work)).length;
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
