import { randomBytes } from 'node:crypto';
import { open, rename, rm, utimes, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileState, isAbsent, makeFolder, moved, namesIn, readLine, writeOnce } from './files.ts';
import { isKey, newKey } from './key.ts';
import {
  StorageError,
  type ByteRange,
  type Listed,
  type Storage,
  type StoredContent,
  type Unreadable,
} from './storage.ts';
import { NOT_STORED, onDisk, receive, write } from './write-file.ts';

/** The folders of what was set aside and of what is not whole yet, and the file that names the installation. */
const QUARANTINE = 'quarantine';
const INCOMING = 'incoming';
const OWNER = 'installation';

/** Folders of what is listed: of contents by the beginning of their keys, and of what is not whole yet. */
const isListed = (name: string): boolean => name === INCOMING || /^[0-9a-f]{2}$/.test(name);

const refuse: Unreadable = (_name, error) => {
  throw error;
};

/** What is read, or undefined after it was told that it cannot be. */
async function readable<T>(
  name: string,
  unreadable: Unreadable,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    unreadable(name, error);
    return undefined;
  }
}

const NOT_READ = 'This file cannot be read at the moment.';

/** Files in a directory of this machine: `ab/abcd…` when complete, `incoming/…` under a key of its own until then. */
export class LocalDirectory implements Storage {
  readonly isShared = false;
  readonly #root: string;
  #isClaimed = false;

  /** @param root is made when it is not there. */
  constructor(root: string) {
    this.#root = root;
  }

  #path(key: string): string {
    if (!isKey(key)) throw new Error('this is not a storage key');
    return join(this.#root, key.slice(0, 2), key);
  }

  /** A folder that is gone, with the disk that it was on, is not made anew: what came into it would be lost to sight. */
  async #requireFolder(): Promise<void> {
    if (!this.#isClaimed || (await this.owner().catch(() => undefined)) !== undefined) return;
    throw new StorageError(NOT_STORED, new Error('the folder of the attachments is gone'));
  }

  async put(content: Readable, limit: number, key = newKey()): Promise<StoredContent> {
    await this.#requireFolder();
    // Not under the given one: whoever was killed left something of that, and another one may write it at this moment.
    const temporary = join(this.#root, INCOMING, newKey());
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

  /** What was set aside by mistake is read from there until it is back. */
  async #find(key: string): Promise<FileHandle> {
    try {
      return await open(this.#path(key), 'r');
    } catch (error) {
      if (!isAbsent(error)) throw error;
      return open(join(this.#root, QUARANTINE, key), 'r');
    }
  }

  async open(key: string, range?: ByteRange, sizeBytes?: number): Promise<Readable> {
    try {
      const file = await this.#find(key);
      const found = await file.stat();
      if (found.isFile() && found.size === (sizeBytes ?? found.size)) return file.createReadStream(range);
      await file.close();
    } catch (error) {
      if (!isAbsent(error)) throw new StorageError(NOT_READ, error);
    }
    throw Object.assign(new Error('there is no such content'), { code: 'ENOENT' });
  }

  async remove(key: string): Promise<void> {
    for (const path of [
      this.#path(key),
      join(this.#root, INCOMING, key),
      join(this.#root, QUARANTINE, key),
    ]) {
      await rm(path, { force: true }).catch((error: unknown) => {
        if (!isAbsent(error)) throw error;
      });
    }
  }

  async check(): Promise<void> {
    await this.#requireFolder();
    const path = join(this.#root, INCOMING, `probe-${randomBytes(8).toString('hex')}`);
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

  async *list(unreadable: Unreadable = refuse): AsyncGenerator<Listed> {
    // Whatever else lies there is somebody else's, as lost+found is the file system's.
    for (const folder of (await namesIn(this.#root)).filter(isListed))
      yield* this.#filesIn(folder, unreadable);
  }

  async *#filesIn(folder: string, unreadable: Unreadable): AsyncGenerator<Listed> {
    const keys = (await readable(folder, unreadable, () => namesIn(join(this.#root, folder)))) ?? [];
    for (const key of keys.filter(isKey)) {
      const name = join(folder, key);
      const found = await readable(name, unreadable, () => fileState(join(this.#root, name)));
      if (found === undefined) continue;
      const isWhole = folder !== INCOMING;
      yield { key, storedAt: found.mtime, sizeBytes: isWhole ? found.size : undefined };
    }
  }

  async setAside(key: string, at: Date): Promise<void> {
    const to = join(this.#root, QUARANTINE, key);
    await makeFolder(dirname(to));
    for (const from of [this.#path(key), join(this.#root, INCOMING, key)]) {
      if (await moved(from, to)) await utimes(to, at, at);
    }
  }

  async bringBack(key: string): Promise<void> {
    const to = this.#path(key);
    await makeFolder(dirname(to));
    await moved(join(this.#root, QUARANTINE, key), to);
  }

  aside(unreadable: Unreadable = refuse): AsyncGenerator<Listed> {
    return this.#filesIn(QUARANTINE, unreadable);
  }

  owner(): Promise<string | undefined> {
    return readLine(join(this.#root, OWNER));
  }

  async claim(installation: string): Promise<string | undefined> {
    await makeFolder(this.#root);
    await writeOnce(join(this.#root, OWNER), `${installation}\n`);
    this.#isClaimed = true;
    return this.owner();
  }
}
