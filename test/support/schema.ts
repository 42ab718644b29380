import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../src/database/connect.ts';

/** The rows of a statement. */
export function select<Row extends object>(sql: string): Promise<Row[]> {
  return database().query<Row>(sql, { type: QueryTypes.SELECT });
}

/** The definition of every table, index and trigger but the histories and the lock. */
export async function schema(): Promise<string[]> {
  if (isSqlite()) {
    const rows = await select<{ sql: string }>(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name NOT IN ('migrations', 'seeds', 'sqlite_sequence') ORDER BY name",
    );
    return rows.map(({ sql }) => sql);
  }
  const tables = await select<{ name: string }>(
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME NOT IN ('migrations', 'seeds', 'schema_lock') ORDER BY TABLE_NAME",
  );
  const definitions = [];
  for (const { name } of tables) {
    const [row] = await select<{ 'Create Table': string }>(`SHOW CREATE TABLE \`${name}\``);
    const lines = (row?.['Create Table'] ?? '').replace(/ AUTO_INCREMENT=\d+/, '').split('\n');
    // Keys stand in the order in which they were added, which means nothing.
    definitions.push(
      lines
        .map((line) => line.replace(/,$/, ''))
        .toSorted()
        .join('\n'),
    );
  }
  return definitions;
}

/** A column that refers to rows of a table. */
export interface ForeignKey {
  readonly table: string;
  readonly column: string;
  readonly target: string;
}

/** What the schema says of who refers to whom. */
export async function foreignKeys(): Promise<ForeignKey[]> {
  return select<ForeignKey>(
    isSqlite()
      ? `SELECT m.name AS "table", k."from" AS "column", k."table" AS target
         FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) k WHERE m.type = 'table' ORDER BY 3, 1, 2`
      : 'SELECT TABLE_NAME AS `table`, COLUMN_NAME AS `column`, REFERENCED_TABLE_NAME AS target FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IS NOT NULL ORDER BY 3, 1, 2',
  );
}
