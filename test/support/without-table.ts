import { ConnectionRefusedError, type Options, type Sequelize } from 'sequelize';
import { database } from '../../src/database/connect.ts';

/** Does `work` while the database is gone for whoever reads this table: each statement is told before it is sent. */
export async function withoutTable(table: string, work: () => Promise<void>): Promise<void> {
  const { options } = database() as Sequelize & { readonly options: Options };
  const { logging } = options;
  options.logging = (text) => {
    if (!new RegExp(`FROM [\`"]?${table}\\b`).test(text)) return;
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3306'), { code: 'ECONNREFUSED' });
    throw new ConnectionRefusedError(refused);
  };
  await work().finally(() => Object.assign(options, { logging }));
}
