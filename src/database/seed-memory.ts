import { QueryTypes } from 'sequelize';
import { database } from './connect.ts';

/** The keys of all rows of a table that were ever seeded, those included that somebody renamed or deleted since. */
export async function seededKeys(table: string): Promise<ReadonlySet<string>> {
  const rows = await database().query<{ key: string }>(
    'SELECT row_key AS `key` FROM seeded_rows WHERE table_name = :table',
    { replacements: { table }, type: QueryTypes.SELECT },
  );
  return new Set(rows.map(({ key }) => key));
}

/** Remembers that rows with these keys were seeded, each of which is not remembered yet. */
export async function rememberSeeded(table: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map((key) => ({ table_name: table, row_key: key }));
  await database().getQueryInterface().bulkInsert('seeded_rows', rows);
}
