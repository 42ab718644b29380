import { Readable, type PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Row, Table } from '../table.ts';
import { wallClock } from '../wall-clock.ts';
import { sheetPath, workbookParts } from './parts.ts';
import { RowSource } from './row-source.ts';
import { sheetXml } from './sheet.ts';

/** Most rows of a sheet, without its head. */
const MOST_ROWS = 1_048_575;
/** Longest name of a sheet. */
const NAME_LENGTH = 31;
/** Sheets shrink to a tenth at the quickest level, and hardly further at others. */
const COMPRESSION = { compressionLevel: 1 } as const;

/** The name of a sheet: what it may not hold is left out, and no two are alike in any letter case. */
function sheetName(wanted: string, taken: readonly string[], ending = '', number = 2): string {
  const plain = wanted
    .replaceAll(/[[\]:*?/\\\p{Cc}]/gu, ' ')
    .replaceAll(/^'+|'+$/g, '')
    .trim();
  const name = (plain === '' ? 'Sheet' : plain).slice(0, NAME_LENGTH - ending.length) + ending;
  if (!taken.some((one) => one.toLowerCase() === name.toLowerCase())) return name;
  return sheetName(wanted, taken, ` ${number}`, number + 1);
}

interface Workbook {
  readonly zip: ZipFile;
  readonly output: PassThrough;
  readonly names: string[];
  readonly clock: ReturnType<typeof wallClock>;
  readonly mostRows: number;
}

/** Writes one sheet and waits until it was taken; nobody makes rows for a reader who is gone. */
async function writeSheet(book: Workbook, { columns }: Table, rows: AsyncIterable<readonly Row[]>) {
  const { zip, output, names, clock } = book;
  const isFirst = names.length === 1;
  const xml = Readable.from(sheetXml(columns, rows, { clock, isFirst }), { objectMode: false });
  const leave = (): unknown => xml.destroy();
  output.once('close', leave);
  zip.addReadStream(xml, sheetPath(names.length), COMPRESSION);
  try {
    await finished(xml);
  } finally {
    output.off('close', leave);
  }
}

/** What does not fit onto one sheet goes on on another that says so. */
async function writeTable(book: Workbook, table: Table): Promise<void> {
  const { names, mostRows } = book;
  const source = new RowSource(table.rows);
  try {
    for (let part = 1; part === 1 || !(await source.isAtEnd()); part += 1) {
      const ending = part === 1 ? '' : `, continued ${part}`;
      names.push(sheetName(table.name, names, ending));
      await writeSheet(book, table, source.take(mostRows));
    }
  } finally {
    await source.close();
  }
}

async function writeAll(book: Workbook, tables: readonly Table[]): Promise<void> {
  for (const table of tables) await writeTable(book, table);
  for (const { path, content } of workbookParts(book.names)) book.zip.addBuffer(Buffer.from(content), path);
  book.zip.end();
}

/**
 * Tables as a workbook (XLSX), a sheet for each, made while it is read: moments are dates in the time zone, numbers are
 * numbers. Whoever stops reading stops the work; an error destroys the stream.
 *
 * @param mostRows on one sheet.
 */
export function xlsxOf(tables: readonly Table[], timeZone: string, mostRows: number = MOST_ROWS): Readable {
  const zip = new ZipFile();
  // Its type says less than what it is.
  const output = zip.outputStream as PassThrough;
  zip.on('error', (error: Error) => output.destroy(error));
  const book = { zip, output, names: [], clock: wallClock(timeZone), mostRows };
  writeAll(book, tables).catch((error: unknown) => {
    output.destroy(
      error instanceof Error ? error : new Error('a workbook was not written', { cause: error }),
    );
  });
  return output;
}
