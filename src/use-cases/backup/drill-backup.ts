import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { leftAmong, showAtWork, type LookOptions } from '../../archive/left-over.ts';
import type { Actor } from '../../policies/actor.ts';
import { connectPortal, type PortalSettings } from '../schema/connect-portal.ts';
import { drillsIn } from './broken-off.ts';
import { compareRestored } from './compare-restored.ts';
import { makeBackup } from './make-backup.ts';
import type { Manifest } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';

/** What came of a drill. */
export interface Drill {
  readonly manifest: Manifest;
  /** How what was restored differs from the archive; none where it is the same. */
  readonly differences: readonly string[];
  /** How long the restore took. */
  readonly seconds: number;
}

/** What killed drills left: each a copy of everything, which nothing encrypts. */
async function removeLeftOvers(dataDir: string, options: LookOptions | undefined): Promise<void> {
  const { left } = await leftAmong(dataDir, await drillsIn(dataDir), options);
  for (const name of left) await rm(join(dataDir, name), { recursive: true, force: true });
}

async function connected<T>(settings: PortalSettings, work: () => Promise<T>): Promise<T> {
  const close = await connectPortal(settings);
  try {
    return await work();
  } finally {
    await close();
  }
}

/** Restores into a folder of its own, on the embedded database, and compares. */
async function restoreInto(
  actor: Actor,
  settings: PortalSettings,
  path: string,
  passphrase: string | undefined,
): Promise<Drill> {
  const begun = performance.now();
  let differences: string[] = [];
  const restored = await connected(settings, () =>
    restoreBackup(actor, path, {
      passphrase,
      otherKey: true,
      look: async (verified) => {
        differences = await compareRestored(verified);
      },
    }),
  );
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  return { manifest: restored.manifest, differences, seconds };
}

/**
 * Proves that an archive can be restored: puts it into a temporary place, reads everything there anew, compares, and
 * removes it. The portal's own database and files are only read. No database may be open.
 *
 * @param path undefined: an archive is made for it, and removed with the rest.
 * @throws ArchiveError, UnavailableError, ForbiddenError as making and restoring do.
 */
export async function drillBackup(
  actor: Actor,
  settings: PortalSettings,
  path: string | undefined,
  passphrase: string | undefined,
  leftOvers?: LookOptions,
): Promise<Drill> {
  await mkdir(settings.dataDir, { recursive: true, mode: 0o700 });
  await removeLeftOvers(settings.dataDir, leftOvers);
  const folder = await mkdtemp(join(settings.dataDir, 'drill-'));
  const rest = showAtWork(folder);
  try {
    const archive = path ?? join(folder, 'drill.zip');
    if (path === undefined) {
      await connected(settings, () => makeBackup(actor, archive, { passphrase }));
    }
    const place = {
      ...settings,
      databaseUrl: undefined,
      bucket: undefined,
      dataDir: join(folder, 'restored'),
    };
    return await restoreInto(actor, place, archive, passphrase);
  } finally {
    rest();
    await rm(folder, { recursive: true, force: true });
  }
}
