import { QueryTypes } from 'sequelize';
import { database, isSqlite } from './connect.ts';

/** What a column of a row that is inserted so may hold. */
export type ColumnValue = string | number | Date | null;

/** A moment as the columns of moments hold it, for statements that no model writes. */
export function storedMoment(moment: Date): string {
  const text = moment.toISOString().replace('T', ' ').slice(0, -1);
  return isSqlite() ? `${text} +00:00` : text;
}

/**
 * Inserts one row by a statement that servers prepare once a connection, without the cost of a model; its values are
 * checked already.
 *
 * @param values by the names of the columns, which are the program's own, always in the same order.
 * @returns the id that the row got.
 */
export async function insertRow(
  table: string,
  values: Readonly<Record<string, ColumnValue>>,
): Promise<number> {
  const columns = Object.keys(values);
  const places = columns.map((_, index) => `$${index + 1}`);
  const bind = Object.values(values).map((value) => (value instanceof Date ? storedMoment(value) : value));
  const [id] = await database().query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    { bind, type: QueryTypes.INSERT },
  );
  return id;
}
