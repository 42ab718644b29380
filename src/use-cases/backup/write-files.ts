import { createHash } from 'node:crypto';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { storage } from '../../storage/storage.ts';
import { Digester } from './digested.ts';
import type { FileList } from './file-list.ts';
import { linesOf } from './lines.ts';
import { FILE_CONTENTS, FILE_LIST, type Manifest } from './manifest.ts';

/** A line of the list that the snapshot left: the key, and the digest where the row has one. */
type Told = readonly [key: string, sha256: string | null];

/** What became of the files. */
export interface WrittenFiles {
  readonly files: Manifest['files'];
  /** Files whose content is not what the portal stored once. */
  readonly damaged: number;
}

/** The content of a file; undefined where it is gone. */
async function opened(key: string): Promise<AsyncIterable<Buffer> | undefined> {
  try {
    return await storage().open(key);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Contents one after another, and a line for each: key, size and digest, or the key alone of one that is gone. */
class Contents {
  readonly #list: FileList;
  readonly #signal: AbortSignal | undefined;
  readonly digester = new Digester();
  count = 0;
  missing = 0;
  damaged = 0;

  constructor(list: FileList, signal: AbortSignal | undefined) {
    this.#list = list;
    this.#signal = signal;
  }

  async *#one([key, expected]: Told): AsyncGenerator<Buffer> {
    const content = await opened(key);
    if (content === undefined) {
      this.missing += 1;
      await this.#list.add([JSON.stringify([key, null, null])]);
      return;
    }
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of content) {
      this.#signal?.throwIfAborted();
      hash.update(chunk);
      size += chunk.length;
      yield this.digester.add(chunk);
    }
    const sha256 = hash.digest('hex');
    this.count += 1;
    if (expected !== null && expected !== sha256) this.damaged += 1;
    await this.#list.add([JSON.stringify([key, size, sha256])]);
  }

  async *read(told: FileList): AsyncGenerator<Buffer> {
    for await (const lines of linesOf(told.chunks())) {
      for (const line of lines) yield* this.#one(JSON.parse(line) as Told);
    }
  }
}

async function* digested(chunks: AsyncIterable<Buffer>, digester: Digester): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield digester.add(chunk);
}

/**
 * Writes the contents of the files that the rows told of, through the storage, wherever they lie; then their list.
 *
 * @param told as the rows of the snapshot told of them.
 * @param list is empty, and filled here.
 */
export async function writeFiles(
  writer: ArchiveWriter,
  told: FileList,
  list: FileList,
  signal?: AbortSignal,
): Promise<WrittenFiles> {
  const contents = new Contents(list, signal);
  // What is attached is mostly compressed already.
  await writer.add(FILE_CONTENTS, contents.read(told), false);
  const ofList = new Digester();
  await writer.add(FILE_LIST, digested(list.chunks(), ofList));
  const { bytes: listBytes, sha256: listSha256 } = ofList.digest();
  const { count, missing, damaged } = contents;
  return { files: { count, missing, ...contents.digester.digest(), listBytes, listSha256 }, damaged };
}
