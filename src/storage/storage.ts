import type { Readable } from 'node:stream';

/** A stored content, as it was counted while it came in. */
export interface StoredContent {
  /** Under which it is found again; says nothing about whose or what it is. */
  readonly key: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** The bytes from `start` to `end`, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** More came in than was allowed. */
export class ContentTooLargeError extends Error {}

/** Where the contents of files lie, apart from the database. */
export interface Storage {
  /**
   * Stores a content under a new random key; when it fails or breaks off, nothing is left of it.
   *
   * @param limit in bytes.
   * @throws ContentTooLargeError as soon as more than the limit has come.
   */
  put(content: Readable, limit: number): Promise<StoredContent>;
  /** @throws when there is no such content. */
  open(key: string, range?: ByteRange): Promise<Readable>;
  /** Removes a content; one that is not there is no error. */
  remove(key: string): Promise<void>;
  /** Everything that is stored or was left half-stored. */
  list(): AsyncIterable<{ readonly key: string; readonly storedAt: Date }>;
}

let current: Storage | undefined;

/** Makes this the one storage of the process. */
export function useStorage(storage: Storage): void {
  current = storage;
}

/** The storage that `useStorage` named. */
export function storage(): Storage {
  if (current === undefined) throw new Error('useStorage was not called');
  return current;
}
