import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { presentMoment } from '../../../database/present-moment.ts';
import { DAY_MS } from '../../../durations.ts';
import { operator } from '../../../policies/actor.ts';
import { makeBackup } from '../make-backup.ts';
import { archiveName, archivesIn } from './archives-in.ts';

/** Where backups are kept, how many, and what they are encrypted with. */
export interface BackupPlace {
  readonly folder: string;
  readonly keep: number;
  readonly passphrase?: string | undefined;
}

/** What a process left that was killed while it made a backup. */
const LEFT_OVER = /^portal-[\d-]{17}\.zip\.[0-9a-f]{8}\.part(?:\.list\.(?:told|written))?$/;

async function removeLeftOvers(folder: string, now: Date): Promise<void> {
  for (const name of (await readdir(folder)).filter((one) => LEFT_OVER.test(one))) {
    const path = join(folder, name);
    const { mtime } = await stat(path);
    // Another process may be at it.
    if (now.getTime() - mtime.getTime() > DAY_MS) await rm(path, { force: true });
  }
}

/** Makes a backup, and removes the oldest where there are more than are kept; never before the new one is whole. */
export async function makeDailyBackup(
  { folder, keep, passphrase }: BackupPlace,
  signal?: AbortSignal,
): Promise<object> {
  const now = presentMoment();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeLeftOvers(folder, now);
  const name = archiveName(now);
  const { sizeBytes } = await makeBackup(operator, join(folder, name), { passphrase, signal });
  const over = (await archivesIn(folder)).slice(keep);
  for (const old of over) await rm(join(folder, old), { force: true });
  return { name, sizeBytes, removed: over.length };
}
