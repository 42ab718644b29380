import { run } from './statement.ts';
import { storedMoment } from './select.ts';

/** What a column of a row that is inserted so may hold. */
export type ColumnValue = string | number | Date | null;

function stored(value: ColumnValue): string | number | null {
  return value instanceof Date ? storedMoment(value) : value;
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
  const places = columns.map(() => '?').join(', ');
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`;
  return run(sql, Object.values(values).map(stored));
}

/** Rows that one statement inserts: with more, a server takes no more values. */
const ROWS_AT_ONCE = 500;

/**
 * Inserts many rows, a few hundred a statement, without the cost of models; their values are checked already.
 *
 * @param rows each by the same names of columns, which are the program's own, in the same order.
 */
export async function insertRows(
  table: string,
  rows: readonly Readonly<Record<string, ColumnValue>>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const part = rows.slice(from, from + ROWS_AT_ONCE);
    const places = `(${columns.map(() => '?').join(', ')})`;
    const values = part.flatMap((row) => Object.values(row).map(stored));
    await run(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${part.map(() => places).join(', ')}`,
      values,
    );
  }
}
