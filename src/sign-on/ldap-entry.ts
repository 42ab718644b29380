import type { Entry } from 'ldapts';
import { textOf } from './names.ts';

/** All values of an attribute, by its name in any letter case. */
export function valuesOf(entry: Entry, name: string): (string | Buffer)[] {
  const wanted = name.toLowerCase();
  const found = Object.entries(entry).find(([attribute]) => attribute.toLowerCase() === wanted)?.[1] ?? [];
  return Array.isArray(found) ? found : [found];
}

/** The first value that there is of these attributes, bytes in hexadecimal; undefined: none. */
export function firstOf(entry: Entry, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const [value] = valuesOf(entry, name);
    const text = Buffer.isBuffer(value) ? value.toString('hex') : textOf(value);
    if (text !== undefined && text !== '') return text;
  }
  return undefined;
}
