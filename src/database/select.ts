import { QueryTypes } from 'sequelize';
import { database, isSqlite } from './connect.ts';

/** A moment as the database keeps it: values of a prepared statement are sent as they are. */
export function storedMoment(moment: Date): string {
  const text = moment.toISOString().replace('T', ' ').replace('Z', '');
  return isSqlite() ? `${text} +00:00` : text;
}

/** The moment that a row has, which SQLite keeps as text. */
export function readMoment(stored: Date | string): Date {
  return typeof stored === 'string' ? new Date(stored.replace(' ', 'T').replace(' +00:00', 'Z')) : stored;
}

/**
 * The rows of a statement that is written out, for what is asked with every page: built once and prepared by the driver,
 * with plain rows and no models.
 *
 * @param sql names its values as `$name`.
 */
export function select<Row extends object>(
  sql: string,
  bind: Readonly<Record<string, string | number | null>>,
): Promise<Row[]> {
  return database().query<Row>(sql, { bind, type: QueryTypes.SELECT });
}
