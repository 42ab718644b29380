import { stringify } from 'csv-stringify/sync';
import type { Cell, Row, Table } from './table.ts';
import { clockText, wallClock } from './wall-clock.ts';

/** What programs for tables take for the mark of UTF-8. */
const BOM = '\uFEFF';

/** How a table is written as CSV. */
export interface CsvOptions {
  /** In which moments are told. */
  readonly timeZone: string;
  /** Begins with the mark that Excel needs in order to read UTF-8. */
  readonly bom?: boolean | undefined;
}

type Clock = ReturnType<typeof wallClock>;

/** No byte of a text file is zero, and programs end there; half a sign has no bytes. Looked for before anything is done. */
const ODD = /[\0\uD800-\uDFFF]/;

function plain(cell: Cell, clock: Clock): string | number | null {
  if (cell === null || cell === undefined) return null;
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : clockText(clock(cell));
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return typeof cell === 'string' && ODD.test(cell) ? cell.replaceAll(/\0|\p{Cs}/gu, '') : cell;
}

/** Numbers stay numbers, since a text that begins as a formula does is defused. */
function lines(rows: readonly Row[], clock: Clock): string {
  const cells = rows.map((row) => row.map((cell) => plain(cell, clock)));
  return stringify(cells, { escape_formulas: true, record_delimiter: '\r\n' });
}

/**
 * Tables as CSV, some rows at a time: separated by commas, lines end as RFC 4180 says, what programs would take for a
 * formula begins with an apostrophe. Of several tables each is told by its name, with an empty line between them.
 */
export async function* csvOf(
  tables: readonly Table[],
  { timeZone, bom = false }: CsvOptions,
): AsyncGenerator<string> {
  const clock = wallClock(timeZone);
  if (bom) yield BOM;
  for (const [index, { name, columns, rows }] of tables.entries()) {
    if (tables.length > 1) yield `${index > 0 ? '\r\n' : ''}${lines([[name]], clock)}`;
    yield lines([columns.map(({ label }) => label)], clock);
    for await (const some of rows) if (some.length > 0) yield lines(some, clock);
  }
}
