import { createHash } from 'node:crypto';
import type { TorturedPlace } from '../place.ts';
import type { Invariant } from './invariant.ts';

/** Tables whose rows have a stored file; those that say how large it is and what is in it. */
const PROVEN = ['attachments', 'staged_files', 'faq_pictures'];
const NAMING = [...PROVEN, 'report_runs'];

async function digest(place: TorturedPlace, key: string, size: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of await place.storage.open(key, undefined, size)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Every row of a file has the whole of it. */
export const wholeFiles: Invariant = {
  name: 'files whole',
  sentence: 'Every row of a file has a file of that size and with that SHA-256.',
  async find({ place }) {
    const broken: string[] = [];
    for (const table of PROVEN) {
      const rows = await place.rows(`SELECT id, storage_key, size_bytes, sha256 FROM ${table}`);
      for (const { id, storage_key: key, size_bytes: size, sha256 } of rows) {
        const found = await digest(place, String(key), Number(size)).catch((error: unknown) => String(error));
        if (found !== sha256) broken.push(`${table} ${id}: ${found}`);
      }
    }
    return broken;
  },
};

/** No file is stored that no row names; those that a killed process left, the sweep has to have taken. */
export const namedFiles: Invariant = {
  name: 'no orphaned file',
  sentence: 'Once the sweep was there, no file is stored that no row names, and none that is half.',
  async find({ place }) {
    const rows = await Promise.all(
      NAMING.map((table) =>
        place.rows(`SELECT storage_key AS k FROM ${table} WHERE storage_key IS NOT NULL`),
      ),
    );
    const known = new Set(rows.flat().map(({ k }) => String(k)));
    const found: string[] = [];
    for await (const { key, sizeBytes } of place.storage.list())
      if (!known.has(key)) found.push(`${key} (${sizeBytes ?? 'half'})`);
    return found.length === 0 ? [] : [`${found.length}: ${found.slice(0, 3).join(', ')}`];
  },
};
