import { QueryTypes } from 'sequelize';
import { database } from '../../../database/connect.ts';

interface Made {
  readonly type: string;
  readonly sql: string;
}

/**
 * Changes a table's definition on SQLite, which cannot alter one: the table is made anew with its rows, indexes, triggers
 * and counter. Only for tables that no other refers to, since dropping the old one would delete what does.
 *
 * @param change gets what stands between the parentheses of CREATE TABLE.
 */
export async function rebuildTable(table: string, change: (body: string) => string): Promise<void> {
  const made = await database().query<Made>(
    'SELECT type, sql FROM sqlite_master WHERE tbl_name = :table AND sql IS NOT NULL',
    { replacements: { table }, type: QueryTypes.SELECT },
  );
  const [counter] = await database().query<{ seq: number }>(
    'SELECT seq FROM sqlite_sequence WHERE name = :table',
    { replacements: { table }, type: QueryTypes.SELECT },
  );
  const definition = made.find(({ type }) => type === 'table')?.sql ?? '';
  const body = definition.slice(definition.indexOf('(') + 1, definition.lastIndexOf(')'));
  const fresh = `${table}_rebuilt`;
  await database().query(`CREATE TABLE ${fresh} (${change(body)})`);
  await database().query(`INSERT INTO ${fresh} SELECT * FROM ${table}`);
  await database().query(`DROP TABLE ${table}`);
  await database().query(`ALTER TABLE ${fresh} RENAME TO ${table}`);
  for (const { type, sql } of made) if (type !== 'table') await database().query(sql);
  if (counter !== undefined) {
    await database().query('UPDATE sqlite_sequence SET seq = :seq WHERE name = :table', {
      replacements: { table, seq: counter.seq },
    });
  }
}
