import { writtenCell, type WrittenCell } from './cells.ts';
import type { Cell, OwnConnection } from './own-connection.ts';
import type { ColumnShape, TableShape } from './table-shapes.ts';

/** Rows that are read at once: few of the first, in case they are large, and at most so many. */
const FIRST_ROWS = 20;
const MOST_ROWS = 1000;
/** The same of rows that hold no texts. */
const MOST_SMALL_ROWS = 10_000;
const GROWTH = 5;

type Connection = Pick<OwnConnection, 'isSqlite' | 'rows'>;

const quoted = (name: string): string => `\`${name}\``;

/** Whole numbers that JavaScript does not hold come as text; SQLite's driver would round them. */
function selected({ name, kind }: ColumnShape, isSqlite: boolean): string {
  const column = quoted(name);
  if (!isSqlite || (kind !== 'whole' && kind !== 'flag')) return column;
  const isLarge = `typeof(${column}) = 'integer' AND abs(max(${column}, -9223372036854775807)) > 9007199254740991`;
  return `CASE WHEN ${isLarge} THEN CAST(${column} AS TEXT) ELSE ${column} END AS ${column}`;
}

/** A column of the key as it is compared and ordered: byte by byte, so that every engine has one order. */
function ordered(table: string, column: ColumnShape, isSqlite: boolean): string {
  // With its table: what is selected under the name of a column has no index.
  const name = `${quoted(table)}.${quoted(column.name)}`;
  if (column.kind !== 'text' || column.isBinary) return name;
  return isSqlite ? `${name} COLLATE BINARY` : `CAST(${name} AS BINARY)`;
}

/** The rows after one, by its key, in the form from which each engine takes one range of its index. */
function after(
  terms: readonly string[],
  last: readonly Cell[],
  isSqlite: boolean,
): { sql: string; values: Cell[] } {
  if (isSqlite) {
    const places = terms.map(() => '?').join(', ');
    return { sql: `(${terms.join(', ')}) > (${places})`, values: [...last] };
  }
  const ranges = terms.map((term, place) =>
    [...terms.slice(0, place).map((former) => `${former} = ?`), `${term} > ?`].join(' AND '),
  );
  return { sql: `(${ranges.join(' OR ')})`, values: terms.flatMap((_, place) => last.slice(0, place + 1)) };
}

/** @throws Error for a table that has no primary key: its rows have no order. */
function keyOf({ name, columns, key }: TableShape): { column: ColumnShape; place: number }[] {
  const found = key.map((part) => columns.findIndex((column) => column.name === part));
  if (found.length === 0 || found.includes(-1)) throw new Error(`the table ${name} has no primary key`);
  return found.flatMap((place) => {
    const column = columns[place];
    return column === undefined ? [] : [{ column, place }];
  });
}

function rowsOf(cells: readonly Cell[][], columns: readonly ColumnShape[]): WrittenCell[][] {
  const kinds = columns.map(({ kind }) => kind);
  return cells.map((row) => row.map((cell, place) => writtenCell(cell, kinds[place] ?? 'text')));
}

/** All rows of a table in the order of its key, page by page, as they are written down for any engine. */
export async function* readPages(connection: Connection, table: TableShape): AsyncGenerator<WrittenCell[][]> {
  const { isSqlite } = connection;
  const key = keyOf(table);
  const terms = key.map(({ column }) => ordered(table.name, column, isSqlite));
  const select = `SELECT ${table.columns.map((column) => selected(column, isSqlite)).join(', ')} FROM ${quoted(table.name)}`;
  const order = `ORDER BY ${terms.join(', ')}`;
  const hasTexts = table.columns.some(({ kind }) => kind === 'text' || kind === 'bytes');
  let limit = FIRST_ROWS;
  let last: Cell[] | undefined;
  for (;;) {
    const { sql, values } = last === undefined ? { sql: '1 = 1', values: [] } : after(terms, last, isSqlite);
    const cells = await connection.rows(`${select} WHERE ${sql} ${order} LIMIT ${limit}`, values);
    if (cells.length > 0) yield rowsOf(cells, table.columns);
    const final = cells.at(-1);
    if (final === undefined || cells.length < limit) return;
    last = key.map(({ place }) => final[place] ?? null);
    limit = Math.min(limit * GROWTH, hasTexts ? MOST_ROWS : MOST_SMALL_ROWS);
  }
}
