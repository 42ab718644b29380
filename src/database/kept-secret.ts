import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A secret that is drawn once and kept in the data folder, for this account alone. Of two processes that start at once,
 * both use what the first one wrote.
 *
 * @param what it is, as an error names it.
 * @throws Error when it can be neither read nor stored.
 */
export async function keptSecret(dataDir: string, fileName: string, what: string): Promise<string> {
  const path = join(dataDir, fileName);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const stored = await readSecret(path);
  if (stored !== undefined) return stored;
  // Written aside and linked: nobody ever reads half a secret, and only the first link succeeds.
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const drawn = await readSecret(path);
  if (drawn === undefined) throw new Error(`${what} could not be stored in ${path}.`);
  return drawn;
}

async function readSecret(path: string): Promise<string | undefined> {
  try {
    const secret = (await readFile(path, 'utf8')).trim();
    if (secret.length >= 32) return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  throw new Error(`The file ${path} holds no usable secret; delete it to have a new one drawn.`);
}
