import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ArchiveError } from '../../archive/archive-error.ts';
import type { ArchiveReader } from '../../archive/archive-reader.ts';
import { linesOf } from './lines.ts';
import { FILE_CONTENTS, FILE_LIST, type Manifest } from './manifest.ts';
import { proven } from './read-table.ts';

const line = z.union([
  z.tuple([z.string().regex(/^[0-9a-f]{32}$/), z.int().min(0), z.string().regex(/^[0-9a-f]{64}$/)]),
  // One that was gone already.
  z.tuple([z.string().regex(/^[0-9a-f]{32}$/), z.null(), z.null()]),
]);

/** A stored file of an archive; its content has to be read to its end before the next one is asked for. */
export interface ArchivedFile {
  readonly key: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly content: AsyncIterable<Buffer>;
}

/** Bytes that come in chunks, taken in pieces of other lengths. */
class Pieces {
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async *take(length: number): AsyncGenerator<Buffer> {
    let left = length;
    while (left > 0) {
      if (this.#held.length === 0) {
        const { done, value } = await this.#chunks.next();
        if (done === true) throw new ArchiveError(`The archive is damaged: ${FILE_CONTENTS} is too short.`);
        this.#held = value;
      }
      const piece = this.#held.subarray(0, left);
      this.#held = this.#held.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  /** @throws ArchiveError where something is left. */
  async end(): Promise<void> {
    const { done } = this.#held.length > 0 ? { done: false } : await this.#chunks.next();
    if (done !== true) throw new ArchiveError(`The archive is damaged: ${FILE_CONTENTS} is too long.`);
  }
}

function lineIn(text: string): z.infer<typeof line> {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    given = undefined;
  }
  const read = line.safeParse(given);
  if (!read.success)
    throw new ArchiveError(`The archive is damaged: ${FILE_LIST} has a line that is no file.`);
  return read.data;
}

async function* checked(
  chunks: AsyncIterable<Buffer>,
  { key, sha256 }: Pick<ArchivedFile, 'key' | 'sha256'>,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256)
    throw new ArchiveError(`The archive is damaged: the file ${key} is not what was stored.`);
}

/**
 * The stored files of an archive, one after another.
 *
 * @throws ArchiveError, at the latest at the end, unless they are those that were written.
 */
export async function* readFiles(
  archive: ArchiveReader,
  { files }: Pick<Manifest, 'files'>,
): AsyncGenerator<ArchivedFile> {
  const pieces = new Pieces(proven(archive.read(FILE_CONTENTS), files, FILE_CONTENTS));
  const listed = { bytes: files.listBytes, sha256: files.listSha256 };
  let [count, missing] = [0, 0];
  for await (const lines of linesOf(proven(archive.read(FILE_LIST), listed, FILE_LIST))) {
    for (const [key, sizeBytes, sha256] of lines.map(lineIn)) {
      if (sizeBytes === null) {
        missing += 1;
        continue;
      }
      count += 1;
      yield { key, sizeBytes, sha256, content: checked(pieces.take(sizeBytes), { key, sha256 }) };
    }
  }
  await pieces.end();
  if (count !== files.count || missing !== files.missing)
    throw new ArchiveError('The archive is damaged: it does not have as many files as its manifest says.');
}
