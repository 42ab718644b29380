import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  ContentTooLargeError,
  StorageError,
  type ByteRange,
  type Storage,
  type StoredContent,
} from './storage.ts';

const KEY = /^[0-9a-f]{32}$/;

const NOT_STORED = 'Files cannot be stored at the moment.';
const NOT_READ = 'This file cannot be read at the moment.';

/** True where a path leads to nothing. */
function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** What the disk refuses, told apart from what the sender does. */
async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new StorageError(NOT_STORED, error);
  }
}

/** Makes a folder and those above it, one by one: where that is not possible, Node's own way may try for ever. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path, { mode: 0o700 }).catch((again: NodeJS.ErrnoException) => {
      // Somebody else was faster.
      if (again.code !== 'EEXIST') throw again;
    });
  }
}

/** Counts and writes what comes; stops at the limit, and lets the rest run past without keeping it. */
async function receive(
  content: Readable,
  limit: number,
  file: FileHandle,
): Promise<Omit<StoredContent, 'key'>> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > limit) break;
    hash.update(chunk);
    // Unlike `write`, it goes on until all of it was taken.
    await onDisk(file.writeFile(chunk));
  }
  if (sizeBytes > limit) {
    // A form's parser waits until each file was read.
    content.resume();
    throw new ContentTooLargeError(`more than ${limit} bytes`);
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

/** Writes a new file, which is on the disk and closed when this is done. */
async function write<T extends { sizeBytes: number }>(
  path: string,
  work: (file: FileHandle) => Promise<T>,
): Promise<T> {
  await onDisk(makeFolder(dirname(path)));
  const file = await onDisk(open(path, 'wx', 0o600));
  try {
    const result = await work(file);
    await onDisk(file.sync());
    const { size } = await onDisk(file.stat());
    if (size !== result.sizeBytes) throw new StorageError(NOT_STORED, new Error('a file was cut short'));
    return result;
  } finally {
    await file.close();
  }
}

/** Files in a directory of this machine: `ab/abcd…` when complete, `incoming/abcd…` until then. */
export class LocalDirectory implements Storage {
  readonly #root: string;

  /** @param root is made when it is not there. */
  constructor(root: string) {
    this.#root = root;
  }

  #path(key: string): string {
    if (!KEY.test(key)) throw new Error('this is not a storage key');
    return join(this.#root, key.slice(0, 2), key);
  }

  async put(content: Readable, limit: number): Promise<StoredContent> {
    const key = randomBytes(16).toString('hex');
    const temporary = join(this.#root, 'incoming', key);
    const final = this.#path(key);
    try {
      const stored = await write(temporary, (file) => receive(content, limit, file));
      await onDisk(makeFolder(dirname(final)));
      await onDisk(rename(temporary, final));
      return { key, ...stored };
    } catch (error) {
      // What cannot be removed now, the sweep will find.
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  async open(key: string, range?: ByteRange, sizeBytes?: number): Promise<Readable> {
    try {
      const file = await open(this.#path(key), 'r');
      const found = await file.stat();
      if (found.isFile() && found.size === (sizeBytes ?? found.size)) return file.createReadStream(range);
      await file.close();
    } catch (error) {
      if (!isAbsent(error)) throw new StorageError(NOT_READ, error);
    }
    throw Object.assign(new Error('there is no such content'), { code: 'ENOENT' });
  }

  async remove(key: string): Promise<void> {
    for (const path of [this.#path(key), join(this.#root, 'incoming', key)]) {
      await rm(path, { force: true }).catch((error: unknown) => {
        if (!isAbsent(error)) throw error;
      });
    }
  }

  async check(): Promise<void> {
    const path = join(this.#root, 'incoming', `probe-${randomBytes(8).toString('hex')}`);
    try {
      await write(path, async (file) => {
        await file.writeFile('x');
        return { sizeBytes: 1 };
      });
    } catch (error) {
      throw error instanceof StorageError ? error : new StorageError(NOT_STORED, error);
    } finally {
      await rm(path, { force: true }).catch(() => undefined);
    }
  }

  async *list(): AsyncGenerator<{ key: string; storedAt: Date }> {
    const folders = await readdir(this.#root).catch(() => []);
    for (const folder of folders) {
      for (const key of await readdir(join(this.#root, folder))) {
        const file = await stat(join(this.#root, folder, key)).catch(() => undefined);
        if (file !== undefined && KEY.test(key)) yield { key, storedAt: file.mtime };
      }
    }
  }
}
