import { createHash } from 'node:crypto';
import { openOwnConnection, type OwnConnection } from '../../database/own-connection.ts';
import { tableShapes, type TableShape } from '../../database/table-shapes.ts';
import { storage } from '../../storage/storage.ts';
import type { ArchivedTable } from './manifest.ts';
import { readFiles } from './read-files.ts';
import type { VerifiedArchive } from './verified-archive.ts';
import { TableLines } from './write-tables.ts';

/** Most differences that are told. */
const MOST = 50;

/** How a table that was restored differs from the archive's; undefined: it does not. */
async function tableDifference(
  connection: OwnConnection,
  archived: ArchivedTable,
  found: TableShape | undefined,
): Promise<string | undefined> {
  const lines = new TableLines();
  const binary = new Set(found?.columns.filter(({ isBinary }) => isBinary).map(({ name }) => name));
  const columns = archived.columns.map((column) => ({ ...column, isBinary: binary.has(column.name) }));
  const { name, counter } = archived;
  const asked = { name, columns, key: found?.key ?? [], counter };
  for await (const _chunk of lines.read(connection, asked)) continue;
  const { rows, sha256 } = lines.told(asked);
  if (rows !== archived.rows) return `${name} has ${rows} rows, and the archive ${archived.rows}.`;
  return sha256 === archived.sha256 ? undefined : `Rows of ${name} are not those of the archive.`;
}

async function fileDifference(key: string, sha256: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of (await storage().open(key)) as AsyncIterable<Buffer>) hash.update(chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return `The file ${key} is not there.`;
  }
  return hash.digest('hex') === sha256 ? undefined : `The file ${key} is not that of the archive.`;
}

async function tableDifferences({ manifest }: VerifiedArchive): Promise<string[]> {
  const connection = await openOwnConnection();
  const found: string[] = [];
  try {
    const shapes = new Map((await tableShapes(connection)).map((shape) => [shape.name, shape]));
    for (const table of manifest.tables) {
      const shape = shapes.get(table.name);
      if (shape?.counter !== table.counter) found.push(`${table.name} goes on with other numbers.`);
      found.push(...[await tableDifference(connection, table, shape)].flatMap((one) => one ?? []));
    }
    return found;
  } finally {
    await connection.close();
  }
}

/** How what was just restored differs from the archive, row by row and file by file; read anew from where it lies. */
export async function compareRestored(verified: VerifiedArchive): Promise<string[]> {
  const found = await tableDifferences(verified);
  for await (const { key, sha256, content } of readFiles(verified.archive, verified.manifest)) {
    for await (const _chunk of content) continue;
    const difference = await fileDifference(key, sha256);
    if (difference !== undefined && found.length < MOST) found.push(difference);
  }
  return found;
}
