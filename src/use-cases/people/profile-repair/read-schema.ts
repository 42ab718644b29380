import { QueryTypes } from 'sequelize';
import { database } from '../../../database/connect.ts';

/** The table whose rows and rules are repaired. */
export const TABLE = 'user_profiles';

/** The rows that a statement reads. */
export function select<Row extends object>(
  sql: string,
  replacements: Record<string, unknown> = {},
): Promise<Row[]> {
  return database().query<Row>(sql, { replacements, type: QueryTypes.SELECT });
}

/** What MySQL knows of a column of user_profiles; undefined where there is none. */
export async function mysqlColumn(
  column: string,
): Promise<{ type: string; nullable: string; collation: string | null } | undefined> {
  const [row] = await select<{ type: string; nullable: string; collation: string | null }>(
    `SELECT COLUMN_TYPE AS type, IS_NULLABLE AS nullable, COLLATION_NAME AS collation FROM information_schema.COLUMNS
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '${TABLE}' AND COLUMN_NAME = :column`,
    { column },
  );
  return row;
}
