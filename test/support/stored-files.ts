import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { installationName } from '../../src/database/installation-name.ts';
import { storage } from '../../src/storage/storage.ts';
import { useTestStorage } from './database.ts';

/** The storage keys of all files under a data directory, half-stored ones included, but not those set aside. */
export async function storedFiles(dataDir: string): Promise<string[]> {
  if (storage().isShared) {
    const keys: string[] = [];
    for await (const { key } of storage().list()) keys.push(key);
    return keys;
  }
  const root = join(dataDir, 'attachments');
  const all = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return (
    all
      .filter((entry) => entry.isFile() && basename(entry.parentPath) !== 'quarantine')
      .map(({ name }) => name)
      // Whoever is killed while it says whose the files are leaves a draft of that, which nobody looks at.
      .filter((name) => !/^installation(\.|$)/.test(name))
  );
}

/** Says that the stored files are this database's, as the first sweep does while there are none. */
export async function claimStorage(): Promise<void> {
  await storage().claim(await installationName());
}

/** Forgets what earlier tests stored, and whose it was. */
export async function removeStoredFiles(dataDir: string): Promise<void> {
  await rm(join(dataDir, 'attachments'), { recursive: true, force: true });
  useTestStorage();
  if (!storage().isShared) return;
  for await (const { key } of storage().list()) await storage().remove(key);
  for await (const { key } of storage().aside()) await storage().remove(key);
}
