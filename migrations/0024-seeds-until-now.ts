import { QueryTypes, type QueryInterface } from 'sequelize';
import type { Migration } from '../src/database/migrator.ts';

/** What each seeder had brought, whatever became of it since. */
const BROUGHT: Readonly<Record<string, { readonly table: string; readonly keys: readonly string[] }>> = {
  '0002-departments': {
    table: 'departments',
    keys: ['IT', 'Administration', 'Finance', 'HR', 'Operations'],
  },
  '0003-complaint-types': {
    table: 'complaint_types',
    keys: ['Hardware', 'Software', 'Network', 'Email', 'Printer', 'Account Access', 'Other'],
  },
  '0004-statuses': {
    table: 'statuses',
    keys: ['open', 'assigned', 'in_progress', 'waiting', 'resolved', 'closed', 'rejected'],
  },
};

/** The people of the demonstration, who came all at once. */
const DEMO = [
  'anita',
  'vikram',
  'ravi',
  'sunita',
  'tomas',
  'meera',
  'jonas',
  'priya',
  'lucia',
  'daniel',
  'hana',
  'kiran',
];

async function names(db: QueryInterface, sql: string): Promise<string[]> {
  const rows = await db.sequelize.query<{ name: string }>(sql, { type: QueryTypes.SELECT });
  return rows.map(({ name }) => name);
}

async function remember(db: QueryInterface, table: string, keys: readonly string[]): Promise<void> {
  const known = new Set(
    await names(db, `SELECT row_key AS name FROM seeded_rows WHERE table_name = '${table}'`),
  );
  const rows = keys.filter((key) => !known.has(key)).map((row_key) => ({ table_name: table, row_key }));
  if (rows.length > 0) await db.bulkInsert('seeded_rows', rows);
}

export const up: Migration = async ({ context: db }) => {
  if (await db.tableExists('seeds')) {
    for (const seeder of await names(db, 'SELECT name FROM seeds')) {
      const { table, keys } = BROUGHT[seeder] ?? { table: '', keys: [] };
      await remember(db, table, keys);
    }
  }
  const emails = DEMO.map((name) => `'${name}@alphalab.example'`).join(', ');
  const demo = await names(db, `SELECT username AS name FROM users WHERE email IN (${emails})`);
  if (demo.some((name) => DEMO.includes(name))) await remember(db, 'users', DEMO);
};

export const down: Migration = ({ context: db }) => db.bulkDelete('seeded_rows', {});
