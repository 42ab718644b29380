import { Readable } from 'node:stream';
import yauzl, { RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import { AppError } from '../errors.ts';
import { ArchiveError } from './archive-error.ts';
import { openArchiveFile, type ByteSource } from './byte-source.ts';
import { requireSeal } from './seal.ts';

const CHUNK = 256 * 1024;
/** Most parts of an archive: far more than there are tables. */
const MOST_PARTS = 2000;
/** Rows shrink to a twelfth; what grows to more than so many times its size was made to burst. */
const MOST_GROWTH = 200;
/** Below this nobody is harmed by it, in bytes. */
const HARMLESS = 16 * 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;

class SourceReader extends RandomAccessReader {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  async *#range(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; at += CHUNK) yield this.#source.read(at, Math.min(CHUNK, end - at));
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#range(start, end), { objectMode: false });
  }
}

function damaged(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new ArchiveError('The archive is damaged: its parts cannot be read.', error);
}

function requirePlain({ compressionMethod, compressedSize, uncompressedSize, ...entry }: Entry): void {
  const isKnown = compressionMethod === STORED || compressionMethod === DEFLATED;
  if (!isKnown || (entry.generalPurposeBitFlag & 1) !== 0) {
    throw new ArchiveError('The archive has parts that no portal wrote.');
  }
  if (uncompressedSize > HARMLESS && uncompressedSize > compressedSize * MOST_GROWTH) {
    throw new ArchiveError('The archive has a part that would grow beyond all measure.');
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    requirePlain(entry);
    if (entries.has(entry.fileName)) throw new ArchiveError(`The archive has ${entry.fileName} twice.`);
    entries.set(entry.fileName, entry);
    if (entries.size > MOST_PARTS)
      throw new ArchiveError('The archive has more parts than any portal writes.');
  }
  return entries;
}

/** An archive whose every byte is as it was written; what its parts say is not yet looked at. */
export class ArchiveReader {
  readonly #source: ByteSource;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly isEncrypted: boolean;

  private constructor(
    source: ByteSource,
    zip: ZipFile,
    entries: ReadonlyMap<string, Entry>,
    isEncrypted: boolean,
  ) {
    this.#source = source;
    this.#zip = zip;
    this.#entries = entries;
    this.isEncrypted = isEncrypted;
  }

  /**
   * Opens an archive and reads all of it once.
   *
   * @throws ArchiveError when it is damaged, or encrypted with another passphrase; AppError when there is none.
   */
  static async open(path: string, passphrase?: string, signal?: AbortSignal): Promise<ArchiveReader> {
    const { source, isEncrypted } = await openArchiveFile(path, passphrase);
    try {
      await requireSeal(source, signal);
      const zip = await yauzl.fromRandomAccessReaderPromise(new SourceReader(source), source.size, {
        autoClose: false,
        strictFileNames: true,
      });
      return new ArchiveReader(source, zip, await entriesOf(zip), isEncrypted);
    } catch (error) {
      await source.close();
      throw damaged(error);
    }
  }

  /** Names of its parts. */
  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /** The size of a part in bytes; -1 where there is none. */
  sizeOf(name: string): number {
    return this.#entries.get(name)?.uncompressedSize ?? -1;
  }

  /** What a part holds; @throws ArchiveError when it cannot be read, or is not as long as it says. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new ArchiveError(`The archive lacks ${name}.`);
    try {
      const stream = await this.#zip.openReadStreamPromise(entry);
      for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk;
    } catch (error) {
      throw damaged(error);
    }
  }

  async close(): Promise<void> {
    this.#zip.close();
    await this.#source.close();
  }
}
