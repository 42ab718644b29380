import { PassThrough, Readable, type Transform } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { encrypting } from './encryption.ts';
import { NewFile, notWritten } from './new-file.ts';
import { OPEN_SEAL, Seal } from './seal.ts';

/** Rows shrink to a tenth at a quick level, and hardly further at others. */
const COMPRESSION_LEVEL = 2;
/** Of each part: no reader is told more than it needs. */
const COMMON = { mode: 0o100600, forceZip64Format: true } as const;

/** Writes an archive part by part into a file that has its name once it is whole. */
export class ArchiveWriter {
  readonly #path: string;
  readonly #file: NewFile;
  readonly #zip = new ZipFile();
  readonly #written: Promise<void>;

  private constructor(path: string, file: NewFile, encryption: Transform) {
    this.#path = path;
    this.#file = file;
    const output = this.#zip.outputStream as Readable;
    this.#zip.on('error', (error: Error) => output.destroy(error));
    // Unlike `write`, it goes on until all of a chunk was taken.
    const sink = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of chunks) await file.handle.writeFile(chunk);
    };
    this.#written = pipeline(output, new Seal(), encryption, sink);
    this.#written.catch(() => undefined);
  }

  /**
   * Begins an archive.
   *
   * @throws ConflictError when there is a file of this name; UnavailableError when it cannot be made.
   */
  static async create(path: string, passphrase?: string): Promise<ArchiveWriter> {
    const file = await NewFile.create(path);
    try {
      const encryption = passphrase === undefined ? new PassThrough() : await encrypting(passphrase);
      return new ArchiveWriter(path, file, encryption);
    } catch (error) {
      await file.discard();
      throw error;
    }
  }

  /** A name beside the archive, for what is needed until it is whole. */
  get besides(): string {
    return `${this.#file.part}.list`;
  }

  /**
   * Adds a part and waits until it was taken.
   *
   * @throws UnavailableError when the disk takes no more; the content's own error.
   */
  async add(name: string, content: AsyncIterable<Buffer>, isCompressed = true): Promise<void> {
    const stream = Readable.from(content, { objectMode: false });
    const level = isCompressed ? { compressionLevel: COMPRESSION_LEVEL } : { compress: false };
    this.#zip.addReadStream(stream, name, { ...COMMON, ...level });
    const broken = this.#written.then(() => {
      throw new Error('an archive ended early');
    });
    broken.catch(() => undefined);
    try {
      await Promise.race([finished(stream), broken]);
    } catch (error) {
      stream.destroy();
      throw notWritten(this.#path, error);
    }
  }

  /** Ends the archive and gives it its name; returns its size in bytes. */
  async finish(): Promise<number> {
    try {
      this.#zip.end({ comment: OPEN_SEAL, forceZip64Format: false });
      await this.#written;
      return await this.#file.publish();
    } catch (error) {
      throw notWritten(this.#path, error);
    }
  }

  /** Leaves nothing of it. */
  async discard(): Promise<void> {
    (this.#zip.outputStream as Readable).destroy();
    await this.#written.catch(() => undefined);
    await this.#file.discard();
  }
}
