import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { componentPath } from '../components/registry.ts';
import { FROM_SOURCES } from './asset-names.ts';
import { writeWhole } from './write-whole.ts';

/** What the panel's script was made of, beside it. */
interface Kept {
  readonly digest: string;
  readonly files: readonly string[];
  readonly inputs: string;
}

const KEPT = 'panel.js.inputs.json';
const LOCK = join(import.meta.dirname, FROM_SOURCES ? '../../..' : '../../../..', 'package-lock.json');
const REGISTRY = `${componentPath('registry')}${FROM_SOURCES ? '.ts' : '.js'}`;

/** Changes with the files that a script was made of, the packages and the rules by which it is made. */
async function hashOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const rules = (await readdir(import.meta.dirname)).filter((name) => /\.[jt]s$/.test(name));
  const all = [LOCK, REGISTRY, ...rules.toSorted().map((name) => join(import.meta.dirname, name)), ...files];
  for (const file of all) hash.update(`${file}\0`).update(await readFile(file));
  return hash.digest('hex');
}

/** The digest of the script in the folder; nothing where there is none, or something changed since. */
export async function keptScript(folder: string): Promise<string | undefined> {
  try {
    const { digest, files, inputs } = JSON.parse(await readFile(join(folder, KEPT), 'utf8')) as Kept;
    return inputs === (await hashOf(files)) ? digest : undefined;
  } catch {
    // None was made yet, or one of its files is gone.
    return undefined;
  }
}

/** Notes what the script in the folder was made of. */
export async function keepScript(folder: string, digest: string, files: readonly string[]): Promise<void> {
  const kept: Kept = { digest, files, inputs: await hashOf(files) };
  await writeWhole(join(folder, KEPT), JSON.stringify(kept));
}
