import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { ContentTooLargeError, type ByteRange, type Storage, type StoredContent } from './storage.ts';

const KEY = /^[0-9a-f]{32}$/;

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
    await file.write(chunk);
  }
  if (sizeBytes > limit) {
    // A form's parser waits until each file was read.
    content.resume();
    throw new ContentTooLargeError(`more than ${limit} bytes`);
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

/** Writes a new file, which is on the disk and closed when this is done. */
async function write<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'wx', 0o600);
  try {
    const result = await work(file);
    await file.sync();
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
      await mkdir(dirname(temporary), { recursive: true, mode: 0o700 });
      const stored = await write(temporary, (file) => receive(content, limit, file));
      await mkdir(dirname(final), { recursive: true, mode: 0o700 });
      await rename(temporary, final);
      return { key, ...stored };
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    const file = await open(this.#path(key), 'r');
    return file.createReadStream(range);
  }

  async remove(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
    await rm(join(this.#root, 'incoming', key), { force: true });
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
