import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Largest file that a secret is read from, in bytes. */
const MOST_BYTES = 65_536;
/** Longest name of a folder that file systems take, in bytes. */
const MOST_NAME_BYTES = 255;
/** Longest path of a folder, in bytes: what systems take, less room for what lies in it. */
const MOST_PATH_BYTES = 3800;
/** What shells put something else for, and nobody here does. */
const UNREPLACED = /^(?:~|\$\{?\w|%\w+%|file:)/;

/** What a disk without room answers. */
const FULL = new Set(['ENOSPC', 'EDQUOT']);

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A fault of a setting's file or folder, in words that follow the setting's name. */
export class FileFault extends Error {}

/**
 * What a small file holds, without the line break at its end.
 *
 * @param most bytes that it may have.
 * @throws FileFault when it cannot be read, is empty or no plain file.
 */
export function readSmallFile(path: string, most = MOST_BYTES): string {
  let text: string;
  try {
    const stats = statSync(path);
    if (!stats.isFile() || stats.size > most) throw new FileFault('must name a small file');
    text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof FileFault) throw error;
    throw new FileFault(`must name a file that can be read: ${reasonOf(error)}`, { cause: error });
  }
  if (text === '') throw new FileFault('must name a file that is not empty');
  return text;
}

/**
 * Why the program could not keep its data in this folder, which need not exist yet; undefined: it can. Nothing is left
 * behind.
 */
export function folderFault(path: string): string | undefined {
  if (path.trim() === '') return 'its name is blank';
  if (path.includes('\0')) return 'its name has a character that no folder has';
  if (UNREPLACED.test(path)) return 'the whole path has to be written out';
  const isLong = path.split('/').some((name) => Buffer.byteLength(name) > MOST_NAME_BYTES);
  if (isLong || Buffer.byteLength(resolve(path)) > MOST_PATH_BYTES) return 'its name is too long';
  try {
    let folder = resolve(path);
    while (!existsSync(folder)) folder = dirname(folder);
    if (!statSync(folder).isDirectory()) return `${folder} is no folder`;
    if (folder === resolve(path)) accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    // Permissions do not tell of folders that look writable and take nothing, such as /proc.
    rmdirSync(mkdtempSync(join(folder, '.portal-')));
    return undefined;
  } catch (error) {
    // There may be room again, and what is there already can be read.
    if (existsSync(path) && error instanceof Error && 'code' in error && FULL.has(String(error.code)))
      return undefined;
    return reasonOf(error);
  }
}
