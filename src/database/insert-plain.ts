import { database } from './connect.ts';
import type { ColumnValue } from './insert-row.ts';
import { run } from './statement.ts';
import { storedMoment } from './select.ts';

/** Most characters of one statement: SQLite takes a million. */
const MOST_CHARACTERS = 400_000;
/** Most rows of one statement. */
const MOST_ROWS = 5000;

function written(value: ColumnValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  return database().escape(value instanceof Date ? storedMoment(value) : value);
}

/** Rows of some length as the statements that insert them. */
function* statements(begin: string, rows: Iterable<string>): Generator<string> {
  let part: string[] = [];
  let length = 0;
  for (const row of rows) {
    if (part.length === MOST_ROWS || (part.length > 0 && length + row.length > MOST_CHARACTERS)) {
      yield begin + part.join(', ');
      part = [];
      length = 0;
    }
    part.push(row);
    length += row.length;
  }
  if (part.length > 0) yield begin + part.join(', ');
}

/**
 * Inserts very many rows with their values written out, which takes a fraction of the time that binding them would; their
 * values are checked already and hold no character that ends a statement.
 *
 * @param rows each by the same names of columns, which are the program's own, in the same order.
 */
export async function insertPlain(
  table: string,
  rows: readonly Readonly<Record<string, ColumnValue>>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const texts = rows.map((row) => `(${columns.map((column) => written(row[column] ?? null)).join(', ')})`);
  await insertWritten(table, columns, texts);
}

/** The same for rows that are written out already, each in brackets. */
export async function insertWritten(
  table: string,
  columns: readonly string[],
  rows: readonly string[],
): Promise<void> {
  const begin = `INSERT INTO ${table} (${columns.join(', ')}) VALUES `;
  for (const sql of statements(begin, rows)) await run(sql);
}
