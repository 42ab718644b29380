import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { makeFolder } from './files.ts';
import { ContentTooLargeError, StorageError, type StoredContent } from './storage.ts';

/** Said where the disk takes nothing. */
export const NOT_STORED = 'Files cannot be stored at the moment.';
/** What the disk refuses, told apart from what the sender does. */
export async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new StorageError(NOT_STORED, error);
  }
}

/** Counts and writes what comes; stops at the limit, and lets the rest run past without keeping it. */
export async function receive(
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
export async function write<T extends { sizeBytes: number }>(
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
