import { open, rm, type FileHandle } from 'node:fs/promises';

/** A stored file as a row tells of it: its key, and what else is known of it. */
export interface ToldFile {
  readonly key: string;
  readonly sha256: string | undefined;
}

/** A list that lies on the disk until it is needed, as there may be more files than memory. */
export class FileList {
  readonly #path: string;
  readonly #handle: FileHandle;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  static async create(path: string): Promise<FileList> {
    return new FileList(path, await open(path, 'wx+', 0o600));
  }

  async add(lines: readonly string[]): Promise<void> {
    if (lines.length > 0) await this.#handle.appendFile(`${lines.join('\n')}\n`);
  }

  /** Every line, a chunk of the file at a time. */
  async *chunks(): AsyncGenerator<Buffer> {
    const size = 64 * 1024;
    for (let at = 0; ;) {
      const { bytesRead, buffer } = await this.#handle.read(Buffer.alloc(size), 0, size, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }

  /** Leaves nothing of it. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#path, { force: true }).catch(() => undefined);
  }
}
