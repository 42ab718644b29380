import { ArchiveError } from '../../archive/archive-error.ts';
import { RowLoader } from '../../database/load-rows.ts';
import type { OwnConnection } from '../../database/own-connection.ts';
import { beginRestore, setCounter, withOpenTables } from '../../database/restore-into.ts';
import type { TableShape } from '../../database/table-shapes.ts';
import { withoutIndexes } from '../../database/without-indexes.ts';
import type { ArchivedTable } from './manifest.ts';
import { LEFT_OUT } from './left-out.ts';
import { readTable } from './read-table.ts';
import type { VerifiedArchive } from './verified-archive.ts';

/** @throws ArchiveError for a table or column that the archive's own migrations do not make. */
function requireKnown({ name, columns }: ArchivedTable, shapes: readonly TableShape[]): void {
  const shape = LEFT_OUT.has(name) ? undefined : shapes.find((one) => one.name === name);
  const isKnown = columns.every(
    (column) => shape?.columns.some((one) => one.name === column.name && one.kind === column.kind) ?? false,
  );
  if (!isKnown) {
    throw new ArchiveError(
      `The archive has a table that its own migrations do not make so: ${name}. It was not made by backup.`,
    );
  }
}

async function load(
  connection: OwnConnection,
  { archive, manifest }: VerifiedArchive,
  tell: (step: string) => void,
): Promise<void> {
  for (const table of manifest.tables) {
    tell(`${table.name}: ${table.rows} rows`);
    const loader = new RowLoader(connection, {
      name: table.name,
      columns: table.columns.map((column) => ({ ...column, isBinary: false })),
    });
    await withoutIndexes(connection, table, async () => {
      for await (const rows of readTable(archive, table)) {
        for (const row of rows) await loader.add(row);
      }
      await loader.end();
    });
    if (table.counter !== null) await setCounter(connection, table.name, table.counter);
  }
}

/** Makes the tables as the archive had them, and puts its rows in. */
export async function restoreRows(verified: VerifiedArchive, tell: (step: string) => void): Promise<void> {
  const shapes = await beginRestore(verified.manifest.migrations);
  for (const table of verified.manifest.tables) requireKnown(table, shapes);
  await withOpenTables((connection) => load(connection, verified, tell));
}
