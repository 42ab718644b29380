import { Readable } from 'node:stream';
import { storage } from '../../storage/storage.ts';
import { readFiles } from './read-files.ts';
import type { VerifiedArchive } from './verified-archive.ts';

/** Puts every file back under the key that rows know it by, wherever files are kept. */
export async function restoreFiles(
  { archive, manifest }: VerifiedArchive,
  tell: (step: string) => void,
): Promise<void> {
  tell(`stored files: ${manifest.files.count}`);
  for await (const { key, sizeBytes, sha256, content } of readFiles(archive, manifest)) {
    const stored = await storage().put(Readable.from(content, { objectMode: false }), sizeBytes, key);
    if (stored.key !== key || stored.sha256 !== sha256)
      throw new Error(`the file ${key} was not stored as it was`);
  }
}
