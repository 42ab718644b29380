import { database, isSqlite } from '../../src/database/connect.ts';
import { selectOnce } from '../../src/database/select.ts';
import { inTransaction } from '../../src/database/transaction.ts';

async function columnsOf(table: string): Promise<string[]> {
  if (!isSqlite()) return Object.keys(await database().getQueryInterface().describeTable(table));
  // Sequelize stumbles over indexes of columns that are worked out.
  const columns = await selectOnce<{ name: string }>(`PRAGMA table_xinfo(${table})`);
  return columns.map(({ name }) => name);
}

/** The tables that have rows of complaints. */
async function tablesOfComplaints(): Promise<string[]> {
  const tables: string[] = [];
  for (const table of await database().getQueryInterface().showAllTables())
    if ((await columnsOf(table)).includes('complaint_id')) tables.push(table);
  return tables;
}

/**
 * Takes away what an earlier run filed beside the first `total` complaints, so that each run of a kept database
 * measures the same. The journal loses what it said of them: nobody proves it here.
 */
export async function forgetFiled(total: number): Promise<void> {
  const tables = await tablesOfComplaints();
  await inTransaction(async () => {
    const query = (sql: string) => database().query(sql);
    // Rows refer to one another in many ways, and all of them go.
    await query(isSqlite() ? 'PRAGMA defer_foreign_keys = ON' : 'SET FOREIGN_KEY_CHECKS = 0');
    for (const table of tables) await query(`DELETE FROM \`${table}\` WHERE complaint_id > ${total}`);
    await query(`DELETE FROM complaints WHERE id > ${total}`);
    await query('DELETE FROM jobs');
    if (!isSqlite()) await query('SET FOREIGN_KEY_CHECKS = 1');
  });
}
