import type { Readable } from 'node:stream';
import { UnavailableError } from '../errors.ts';

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

/** The storage fails: it is full, may not be written, or does not answer. */
export class StorageError extends UnavailableError {
  constructor(message: string, cause: unknown) {
    super(message);
    this.cause = cause;
  }
}

/** A content and since when it is where it is. */
export interface Listed {
  readonly key: string;
  readonly storedAt: Date;
  /** Undefined: of a content that is not whole yet. */
  readonly sizeBytes: number | undefined;
}

/** Is told of a folder or content, by its name in the storage, that cannot be read, and why; the rest is listed all the same. */
export type Unreadable = (name: string, error: unknown) => void;

/** Where the contents of files lie, apart from the database. */
export interface Storage {
  /** Whether every machine has the same: then that it fails is no reason to ask another machine. */
  readonly isShared: boolean;
  /**
   * Stores a content under a new random key; when it fails or breaks off, nothing is left of it.
   *
   * @param limit in bytes.
   * @param key under which another storage has it already.
   * @throws ContentTooLargeError as soon as more than the limit has come; StorageError; the content's own error.
   */
  put(content: Readable, limit: number, key?: string): Promise<StoredContent>;
  /**
   * Opens a content.
   *
   * @param sizeBytes of the whole, as it was stored: a content that was cut short since counts as gone.
   * @throws Error with code ENOENT when there is no such content; StorageError.
   */
  open(key: string, range?: ByteRange, sizeBytes?: number): Promise<Readable>;
  /** Removes a content, set aside or not; one that is not there is no error. */
  remove(key: string): Promise<void>;
  /** @throws StorageError unless contents can be stored. */
  check(): Promise<void>;
  /**
   * Everything that is stored or was left half-stored.
   *
   * @throws Error where something cannot be read and nobody wants to be told.
   */
  list(unreadable?: Unreadable): AsyncIterable<Listed>;
  /** Moves a content out of the list, where it can still be opened; one that is not there is no error. */
  setAside(key: string, at: Date): Promise<void>;
  /** Undoes `setAside`. */
  bringBack(key: string): Promise<void>;
  /** Everything that was set aside, and when; the same of what cannot be read. */
  aside(unreadable?: Unreadable): AsyncIterable<Listed>;
  /** The installation whose contents these are; undefined: nobody said so yet. */
  owner(): Promise<string | undefined>;
  /** Names the installation whose contents these are unless that was done before; returns who it is then. */
  claim(installation: string): Promise<string | undefined>;
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
