import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asKeys, type SecretKeys, type SecretKeySource } from './key-ring.ts';
import { keptSecret } from './kept-secret.ts';

/** The present key of the embedded database, and those before it, one a line, the latest first. */
const FILE = 'secret-key';
const FORMER = 'secret-key-previous';
/** How long a process goes on with a key that was changed by another one, in milliseconds. */
export const NOTICED_AFTER_MS = 1000;

function linesOf(path: string): string[] {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    return lines.map((line) => line.trim()).filter((line) => line !== '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino} ${found.mtimeMs} ${found.size}`;
}

/**
 * The keys in the data folder; the first one is drawn. A process that runs sees within a second that they were changed, so
 * that nobody has to start it anew.
 *
 * @throws Error when they can be neither read nor stored.
 */
export async function keptKeys(dataDir: string): Promise<SecretKeySource> {
  const [file, former] = [join(dataDir, FILE), join(dataDir, FORMER)];
  let keys = asKeys(await keptSecret(dataDir, FILE, 'The secret key'), linesOf(former));
  let stamp = '';
  let lookedAt = -Infinity;
  return () => {
    if (performance.now() - lookedAt < NOTICED_AFTER_MS) return keys;
    lookedAt = performance.now();
    const found = `${stampOf(file)}, ${stampOf(former)}`;
    if (found === stamp) return keys;
    const [present = keys.present] = linesOf(file);
    keys = asKeys(present, linesOf(former));
    stamp = found;
    return keys;
  };
}

function writeWhole(path: string, text: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, text, { flag: 'wx', mode: 0o600, flush: true });
  renameSync(draft, path);
}

/** Draws another key for the embedded database; the present one is kept first, so that nothing is lost wherever this ends. */
export function drawNextKey(dataDir: string, { present, previous }: SecretKeys): void {
  writeWhole(join(dataDir, FORMER), [present, ...previous].map((one) => `${one}\n`).join(''));
  writeWhole(join(dataDir, FILE), randomBytes(48).toString('base64url'));
}

/** Removes the former keys of the embedded database. */
export function forgetFormerKeys(dataDir: string): void {
  rmSync(join(dataDir, FORMER), { force: true });
}
