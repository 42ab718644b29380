import { dirname } from 'node:path';
import { brokenOffIn } from '../use-cases/backup/broken-off.ts';
import type { Backup } from '../use-cases/backup/make-backup.ts';
import type { Manifest } from '../use-cases/backup/manifest.ts';
import { counted } from '../counted.ts';
import { EXIT, type Outcome } from './output.ts';

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

/** What was made, and what lies beside it that never got whole. */
export async function toldBackup(
  path: string,
  { sizeBytes, manifest, damagedFiles }: Backup,
  isEncrypted: boolean,
): Promise<Outcome> {
  const { missing } = manifest.files;
  const { text, data } = totalsOf(manifest);
  const { names: brokenOff } = await brokenOffIn(dirname(path));
  const lines = [
    `${path}: ${sizeBytes} bytes${isEncrypted ? ', encrypted' : ''}, ${text}.`,
    ...(missing > 0 ? [`${counted(missing, 'attachment')} had no file any more: look at check.`] : []),
    ...(damagedFiles > 0
      ? [`${counted(damagedFiles, 'attachment')} had another content than was stored.`]
      : []),
    ...brokenOff.map((name) => `${name} beside it was broken off; remove it.`),
    'Keep SECRET_KEY and the passphrase apart from it: without them it is of little use.',
  ];
  return {
    data: { file: path, sizeBytes, encrypted: isEncrypted, ...data, damagedFiles, brokenOff },
    text: lines.join('\n'),
    exitCode: missing + damagedFiles > 0 ? EXIT.problems : EXIT.done,
  };
}
