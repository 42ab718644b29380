import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The storage keys of all files under a data directory, half-stored ones included. */
export async function storedFiles(dataDir: string): Promise<string[]> {
  const root = join(dataDir, 'attachments');
  const all = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return all.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** Forgets what earlier tests stored. */
export async function removeStoredFiles(dataDir: string): Promise<void> {
  await rm(join(dataDir, 'attachments'), { recursive: true, force: true });
}
