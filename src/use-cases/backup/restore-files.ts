import { Readable } from 'node:stream';
import { storage } from '../../storage/storage.ts';
import { readFiles } from './read-files.ts';
import type { VerifiedArchive } from './verified-archive.ts';

/** Removes what is half-stored; nobody but whoever restores stores anything meanwhile. */
async function removeHalves(): Promise<void> {
  const halves: string[] = [];
  for await (const { key, sizeBytes } of storage().list()) if (sizeBytes === undefined) halves.push(key);
  for (const key of halves) await storage().remove(key);
}

/**
 * Puts every file back under the key that rows know it by, wherever files are kept.
 *
 * @param isBrokenOff whether a restore was killed before, which leaves the file half-stored that it was at.
 */
export async function restoreFiles(
  { archive, manifest }: VerifiedArchive,
  isBrokenOff: boolean,
  tell: (step: string) => void,
): Promise<void> {
  tell(`stored files: ${manifest.files.count}`);
  if (isBrokenOff) await removeHalves();
  for await (const { key, sizeBytes, sha256, content } of readFiles(archive, manifest)) {
    const stored = await storage().put(Readable.from(content, { objectMode: false }), sizeBytes, key);
    if (stored.key !== key || stored.sha256 !== sha256)
      throw new Error(`the file ${key} was not stored as it was`);
  }
}
