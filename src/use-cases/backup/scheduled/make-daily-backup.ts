import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { leftAmong, partsIn, removePart, type LookOptions } from '../../../archive/left-over.ts';
import { presentMoment } from '../../../database/present-moment.ts';
import { portal } from '../../../policies/actor.ts';
import { makeBackup } from '../make-backup.ts';
import { archiveName, archivesIn, isArchiveName } from './archives-in.ts';

/** Where backups are kept, how many, and what they are encrypted with. */
export interface BackupPlace {
  readonly folder: string;
  readonly keep: number;
  readonly passphrase?: string | undefined;
  /** After which silence what is not whole counts as left over, in milliseconds. Default: half a minute. */
  readonly quietMs?: number;
}

/** What processes left that were killed while they made a backup: of a day without room, several. */
async function removeLeftOvers(folder: string, options: LookOptions): Promise<void> {
  const { left } = await leftAmong(folder, await partsIn(folder, isArchiveName), options);
  for (const name of left) await removePart(folder, name);
}

/** Makes a backup, and removes the oldest where there are more than are kept; never before the new one is whole. */
export async function makeDailyBackup(
  { folder, keep, passphrase, quietMs }: BackupPlace,
  signal?: AbortSignal,
): Promise<object> {
  const now = presentMoment();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeLeftOvers(folder, { quietMs, signal });
  const name = archiveName(now);
  const { sizeBytes } = await makeBackup(portal, join(folder, name), { passphrase, signal });
  const over = (await archivesIn(folder)).slice(keep);
  for (const old of over) await rm(join(folder, old), { force: true });
  return { name, sizeBytes, removed: over.length };
}
