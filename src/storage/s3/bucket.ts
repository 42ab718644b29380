import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { isKey, newKey } from '../key.ts';
import { StorageError, type ByteRange, type Listed, type Storage, type StoredContent } from '../storage.ts';
import { asStorageError, S3Refusal, textOf } from './answer.ts';
import { S3Client } from './client.ts';
import { breakOff, listObjects, listUploads } from './listing.ts';
import type { S3Place } from './place.ts';
import { readObject } from './read-object.ts';
import { NOT_STORED, writeObject } from './write-object.ts';

/** What is stored, what was set aside (with the moment, as a folder of the key has it), and who owns it. */
const CONTENTS = 'contents/';
const QUARANTINE = 'quarantine/';
const OWNER = 'installation';

const NOT_READ = 'This file cannot be read at the moment.';

function requireKey(key: string): string {
  if (!isKey(key)) throw new Error('this is not a storage key');
  return key;
}

/** Files in a bucket of an S3 server, which every machine shares. */
export class S3Bucket implements Storage {
  readonly isShared = true;
  readonly #client: S3Client;

  constructor(place: S3Place) {
    this.#client = new S3Client(place);
  }

  async put(content: Readable, limit: number, key = newKey()): Promise<StoredContent> {
    return { key, ...(await writeObject(this.#client, CONTENTS + requireKey(key), content, limit)) };
  }

  /** What was set aside by mistake is read from there until it is back. */
  async #find(key: string, range?: ByteRange, sizeBytes?: number): Promise<Readable | undefined> {
    const found = await readObject(this.#client, CONTENTS + key, range, sizeBytes);
    if (found !== undefined) return found;
    const [name] = await this.#asideNames(key);
    return name === undefined ? undefined : readObject(this.#client, name, range, sizeBytes);
  }

  async open(key: string, range?: ByteRange, sizeBytes?: number): Promise<Readable> {
    const found = await asStorageError(NOT_READ, () => this.#find(requireKey(key), range, sizeBytes));
    if (found !== undefined) return found;
    throw Object.assign(new Error('there is no such content'), { code: 'ENOENT' });
  }

  async #delete(name: string): Promise<void> {
    (await this.#client.send({ method: 'DELETE', name })).resume();
  }

  async #asideNames(key: string): Promise<string[]> {
    const names: string[] = [];
    for await (const { name } of listObjects(this.#client, `${QUARANTINE}${key}/`)) names.push(name);
    return names;
  }

  async #breakOffUploads(key: string): Promise<void> {
    for await (const upload of listUploads(this.#client, CONTENTS + key))
      await breakOff(this.#client, upload);
  }

  async remove(key: string): Promise<void> {
    requireKey(key);
    await asStorageError(NOT_STORED, async () => {
      await this.#breakOffUploads(key);
      for (const name of [CONTENTS + key, ...(await this.#asideNames(key))]) await this.#delete(name);
    });
  }

  async check(): Promise<void> {
    await asStorageError(NOT_STORED, async () => {
      const name = `probes/${randomBytes(8).toString('hex')}`;
      (await this.#client.send({ method: 'PUT', name, body: [Buffer.from('x')] })).resume();
      const status = await this.#client.askAsAnybody(name);
      await this.#delete(name);
      if (status < 300) throw new StorageError('Stored files can be read by anybody.', undefined);
    });
  }

  async *list(): AsyncGenerator<Listed> {
    for await (const { name, storedAt, sizeBytes } of listObjects(this.#client, CONTENTS)) {
      const key = name.slice(CONTENTS.length);
      if (isKey(key)) yield { key, storedAt, sizeBytes };
    }
    for await (const { name, begunAt } of listUploads(this.#client, CONTENTS)) {
      const key = name.slice(CONTENTS.length);
      if (isKey(key)) yield { key, storedAt: begunAt, sizeBytes: undefined };
    }
  }

  /** Copies within the server, then removes; false where there is none. */
  async #move(from: string, to: string): Promise<boolean> {
    const headers = { 'x-amz-copy-source': `/${this.#client.place.bucket}/${from}` };
    try {
      await this.#client.ask({ method: 'PUT', name: to, headers });
    } catch (error) {
      if (error instanceof S3Refusal && error.isAbsent) return false;
      throw error;
    }
    await this.#delete(from);
    return true;
  }

  async setAside(key: string, at: Date): Promise<void> {
    requireKey(key);
    await asStorageError(NOT_STORED, async () => {
      // Half a content is of no use to whoever misses it.
      await this.#breakOffUploads(key);
      await this.#move(CONTENTS + key, `${QUARANTINE}${key}/${at.getTime()}`);
    });
  }

  async bringBack(key: string): Promise<void> {
    const [name, ...older] = await asStorageError(NOT_READ, () => this.#asideNames(requireKey(key)));
    if (name === undefined) return;
    await asStorageError(NOT_STORED, async () => {
      await this.#move(name, CONTENTS + key);
      for (const one of older) await this.#delete(one);
    });
  }

  async *aside(): AsyncGenerator<Listed> {
    for await (const { name, sizeBytes } of listObjects(this.#client, QUARANTINE)) {
      const [key = '', moment] = name.slice(QUARANTINE.length).split('/');
      if (isKey(key)) yield { key, storedAt: new Date(Number(moment)), sizeBytes };
    }
  }

  async owner(): Promise<string | undefined> {
    return asStorageError(NOT_READ, async () => {
      const found = await readObject(this.#client, OWNER);
      return found === undefined ? undefined : (await textOf(found)).trim();
    });
  }

  async claim(installation: string): Promise<string | undefined> {
    await asStorageError(NOT_STORED, async () => {
      const body = [Buffer.from(`${installation}\n`)];
      const headers = { 'if-none-match': '*' };
      await this.#client.ask({ method: 'PUT', name: OWNER, headers, body }).catch((error: unknown) => {
        // Somebody was faster, or it was done before.
        if (!(error instanceof S3Refusal) || ![409, 412].includes(error.status)) throw error;
      });
    });
    return this.owner();
  }
}
