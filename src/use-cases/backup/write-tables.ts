import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import type { WrittenCell } from '../../database/cells.ts';
import type { OwnConnection } from '../../database/own-connection.ts';
import { readPages } from '../../database/read-pages.ts';
import type { TableShape } from '../../database/table-shapes.ts';
import { Digester } from './digested.ts';
import type { FileList } from './file-list.ts';
import { partOf, type ArchivedTable } from './manifest.ts';

const KEY_COLUMN = 'storage_key';

/** Lines of JSON, as they stand in an archive. */
function linesOf(rows: readonly WrittenCell[][]): Buffer {
  return Buffer.from(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
}

/** What the rows of a page tell of stored files, a line each. */
function toldFiles({ columns }: TableShape, rows: readonly WrittenCell[][]): string[] {
  const placeOf = (wanted: string) => columns.findIndex(({ name }) => name === wanted);
  const key = placeOf(KEY_COLUMN);
  if (key === -1) return [];
  const sha256 = placeOf('sha256');
  return rows
    .filter((row) => typeof row[key] === 'string')
    .map((row) => JSON.stringify([row[key], sha256 === -1 ? null : row[sha256]]));
}

/** The rows of a table as they are archived, page by page, and what they come to. */
export class TableLines {
  readonly #digester = new Digester();
  rows = 0;

  /** @param seen is told each page before it is passed on. */
  async *read(
    connection: OwnConnection,
    table: TableShape,
    seen: (rows: readonly WrittenCell[][]) => Promise<void> = () => Promise.resolve(),
  ): AsyncGenerator<Buffer> {
    for await (const page of readPages(connection, table)) {
      await seen(page);
      this.rows += page.length;
      yield this.#digester.add(linesOf(page));
    }
  }

  told({ name, columns, counter }: TableShape): ArchivedTable {
    const plain = columns.map((column) => ({ name: column.name, kind: column.kind }));
    return { name, columns: plain, rows: this.rows, counter, ...this.#digester.digest() };
  }
}

/** Where rows go, and what ends the work early. */
interface Target {
  readonly writer: ArchiveWriter;
  readonly files: FileList;
  readonly signal: AbortSignal | undefined;
}

/** Writes the rows of these tables, and lists the stored files that they tell of. */
export async function writeTables(
  connection: OwnConnection,
  tables: readonly TableShape[],
  { writer, files, signal }: Target,
): Promise<ArchivedTable[]> {
  const written: ArchivedTable[] = [];
  for (const table of tables) {
    const lines = new TableLines();
    const content = lines.read(connection, table, async (rows) => {
      signal?.throwIfAborted();
      await files.add(toldFiles(table, rows));
    });
    await writer.add(partOf(table.name), content);
    written.push(lines.told(table));
  }
  return written;
}
