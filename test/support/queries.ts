import { database } from '../../src/database/connect.ts';

/** How many statements the database gets while `work` runs. */
export async function countQueries(work: () => Promise<unknown>): Promise<number> {
  // Sequelize reads this option anew for each statement; its types hide it.
  const { options } = database() as unknown as { options: { logging: unknown } };
  const { logging } = options;
  let queries = 0;
  options.logging = () => {
    queries += 1;
  };
  try {
    await work();
  } finally {
    options.logging = logging;
  }
  return queries;
}
