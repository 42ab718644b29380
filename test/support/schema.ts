import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../src/database/connect.ts';
import { testEnvironment } from './database.ts';

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
  const definitions = await createStatements(tables.map(({ name }) => name));
  return definitions.map((definition) => {
    const lines = definition.replace(/ AUTO_INCREMENT=\d+/, '').split('\n');
    // Keys stand in the order in which they were added, which means nothing.
    return lines
      .map((line) => line.replace(/,$/, ''))
      .toSorted()
      .join('\n');
  });
}

/** How the server would make these tables. All are asked for at once: whoever compares schemas does so a thousand times. */
async function createStatements(tables: readonly string[]): Promise<string[]> {
  if (tables.length === 0) return [];
  const connection = await createConnection({
    uri: testEnvironment.DATABASE_URL ?? '',
    multipleStatements: true,
  });
  try {
    const sql = tables.map((name) => `SHOW CREATE TABLE \`${name}\``).join('; ');
    const [found] = await connection.query<RowDataPacket[] | RowDataPacket[][]>(sql);
    return found.flat().map((row) => String(row['Create Table']));
  } finally {
    await connection.end();
  }
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
