import { ArchiveError } from '../../archive/archive-error.ts';
import type { ArchiveReader } from '../../archive/archive-reader.ts';
import { isWrittenCell, type WrittenCell } from '../../database/cells.ts';
import { Digester } from './digested.ts';
import { linesOf } from './lines.ts';
import { partOf, type ArchivedTable } from './manifest.ts';

/** What passes, digested; @throws ArchiveError at the end unless it is what was written. */
export async function* proven(
  chunks: AsyncIterable<Buffer>,
  expected: { readonly bytes: number; readonly sha256: string },
  part: string,
): AsyncGenerator<Buffer> {
  const digester = new Digester();
  for await (const chunk of chunks) yield digester.add(chunk);
  const { bytes, sha256 } = digester.digest();
  if (bytes !== expected.bytes || sha256 !== expected.sha256)
    throw new ArchiveError(`The archive is damaged: ${part} is not what its manifest says.`);
}

function rowIn(line: string, { name, columns }: ArchivedTable): WrittenCell[] {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch (error) {
    throw new ArchiveError(`The archive is damaged: ${partOf(name)} has a line that is no row.`, error);
  }
  const isRow =
    Array.isArray(row) &&
    row.length === columns.length &&
    row.every((cell, place) => isWrittenCell(cell, columns[place]?.kind ?? 'text'));
  if (!isRow) throw new ArchiveError(`The archive is damaged: ${partOf(name)} has a line that is no row.`);
  return row as WrittenCell[];
}

/**
 * The rows of a table, some at once.
 *
 * @throws ArchiveError, at the latest at the end, unless they are those that were written.
 */
export async function* readTable(
  archive: ArchiveReader,
  table: ArchivedTable,
): AsyncGenerator<WrittenCell[][]> {
  const part = partOf(table.name);
  let rows = 0;
  for await (const lines of linesOf(proven(archive.read(part), table, part))) {
    rows += lines.length;
    yield lines.map((line) => rowIn(line, table));
  }
  if (rows !== table.rows) {
    throw new ArchiveError(`The archive is damaged: ${part} has ${rows} rows instead of ${table.rows}.`);
  }
}
