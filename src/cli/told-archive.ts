import type { Manifest } from '../use-cases/backup/manifest.ts';
import { counted } from './output.ts';

/** How much an archive has, in words and as data. */
export function totalsOf({ tables, files, madeAt, engine, id }: Manifest): { text: string; data: object } {
  const rowsOf = (name: string) => tables.find((table) => table.name === name)?.rows ?? 0;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const people = rowsOf('users');
  return {
    text: `${counted(rows, 'row')} of ${counted(tables.length, 'table')} (${counted(rowsOf('complaints'), 'complaint')}, ${people === 1 ? '1 person' : `${people} people`}) and ${counted(files.count, 'file')}`,
    data: {
      id,
      madeAt,
      engine,
      rows: Object.fromEntries(tables.map((table) => [table.name, table.rows])),
      files: files.count,
      missingFiles: files.missing,
    },
  };
}
