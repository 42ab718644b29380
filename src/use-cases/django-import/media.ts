import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import type { ByteRange } from '../../storage/storage.ts';
import { SourceError } from './source.ts';

/** A file of the old portal that is there and can be read. */
export interface MediaFile {
  readonly path: string;
  readonly sizeBytes: number;
  open(range?: ByteRange): Promise<Readable>;
}

/** Why a file cannot be taken. */
export type Missing = { readonly why: string };

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** @throws SourceError unless it is a folder that can be read. */
export async function requireMedia(folder: string): Promise<string> {
  try {
    const path = await realpath(folder);
    if ((await stat(path)).isDirectory()) return path;
  } catch {
    // Told below.
  }
  throw new SourceError(
    `${folder} is no folder that can be read; --media names the folder of the old portal's files.`,
  );
}

/** The path where it leads, links followed; undefined where nothing is. */
async function found(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
}

/**
 * Finds a file by the name that the database has for it, which may say anything.
 *
 * @param folder as `requireMedia` returned it; nothing outside of it is ever opened.
 */
export async function findMedia(folder: string, name: string): Promise<MediaFile | Missing> {
  // eslint-disable-next-line no-control-regex -- no path has one
  if (name === '' || /[\0-\x1f]/.test(name)) return { why: 'its name is none that a file has' };
  const wanted = resolve(folder, join(name));
  if (isAbsolute(name) || !isWithin(folder, wanted))
    return { why: 'its name leads out of the folder of files' };
  const spellings = [name, name.normalize('NFC'), name.normalize('NFD')];
  for (const spelling of new Set(spellings)) {
    const path = await found(resolve(folder, spelling));
    if (path === undefined) continue;
    if (!isWithin(folder, path)) return { why: 'its name leads out of the folder of files' };
    const { size, mode } = await stat(path);
    // No directory, pipe or device: reading one might never end.
    if ((mode & 0o170_000) !== 0o100_000) return { why: 'it is no file' };
    if (size === 0) return { why: 'it is empty' };
    return { path, sizeBytes: size, open: (range) => Promise.resolve(createReadStream(path, range)) };
  }
  return { why: 'it is not in the folder of files' };
}
