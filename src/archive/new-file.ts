import { link, lstat, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError, ConflictError, UnavailableError } from '../errors.ts';
import { partOf, showAtWork } from './left-over.ts';

/** What systems say where a file cannot be made, in words. */
const HINDRANCES: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is none',
  EACCES: 'its folder may not be written',
  EPERM: 'its folder may not be written',
  EROFS: 'its folder may not be written',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EFBIG: 'the disk takes no file of this size',
};

/** Why a file could not be written, for the person who asked for it. */
export function notWritten(path: string, error: unknown): Error {
  if (error instanceof AppError) return error;
  const { code } = error as NodeJS.ErrnoException;
  const reason = HINDRANCES[code ?? ''];
  if (reason === undefined) return error instanceof Error ? error : new Error(String(error));
  const told = new UnavailableError(`The file ${path} was not written: ${reason}. Nothing is left of it.`);
  told.cause = error;
  return told;
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}

function taken(path: string): ConflictError {
  return new ConflictError(`The file ${path} is there already; nothing was written.`);
}

function removedMeanwhile(path: string): UnavailableError {
  return new UnavailableError(`The file ${path} was not written: what was written of it is gone.`);
}

/** Makes the new name last beyond a power cut, where the system lets folders be asked for that. */
async function keepFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** A file that has its name once it is whole, and is for this account alone. */
export class NewFile {
  readonly #path: string;
  readonly part: string;
  readonly handle: FileHandle;
  readonly #rest: () => void;

  private constructor(path: string, part: string, handle: FileHandle) {
    this.#path = path;
    this.part = part;
    this.handle = handle;
    this.#rest = showAtWork(part);
  }

  /** @throws ConflictError when there is a file of this name, which is never written over; UnavailableError. */
  static async create(path: string): Promise<NewFile> {
    if (await exists(path)) throw taken(path);
    const part = partOf(path);
    try {
      return new NewFile(path, part, await open(part, 'wx', 0o600));
    } catch (error) {
      throw notWritten(path, error);
    }
  }

  /** Gives it its name; returns its size in bytes. */
  async publish(): Promise<number> {
    await this.handle.sync();
    const { size } = await this.handle.stat();
    await this.handle.close();
    try {
      await link(this.part, this.#path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Some disks know no second name of a file.
      if (code === 'EEXIST' || (await exists(this.#path))) throw taken(this.#path);
      if (code === 'ENOENT' || !(await exists(this.part))) throw removedMeanwhile(this.#path);
      await rename(this.part, this.#path);
    }
    this.#rest();
    await rm(this.part, { force: true });
    await keepFolder(this.#path);
    return size;
  }

  /** Leaves nothing of it. */
  async discard(): Promise<void> {
    this.#rest();
    await this.handle.close().catch(() => undefined);
    await rm(this.part, { force: true }).catch(() => undefined);
  }
}
