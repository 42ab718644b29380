import { ArchiveReader } from '../../archive/archive-reader.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { readFiles } from './read-files.ts';
import { readTable } from './read-table.ts';

/** An archive of which everything was read and found as it was written. */
export interface VerifiedArchive {
  readonly archive: ArchiveReader;
  readonly manifest: Manifest;
}

/** How an archive is opened. */
export interface ArchiveOptions {
  readonly passphrase?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

async function readAll({ archive, manifest }: VerifiedArchive, signal?: AbortSignal): Promise<void> {
  for (const table of manifest.tables) {
    for await (const _rows of readTable(archive, table)) signal?.throwIfAborted();
  }
  for await (const { content } of readFiles(archive, manifest)) {
    for await (const _chunk of content) signal?.throwIfAborted();
  }
}

/**
 * Opens an archive for `work` once everything in it was read and proven: seal, manifest, each row and each file.
 *
 * @throws ArchiveError when anything is not as it was written; AppError when there is no such file.
 */
export async function withVerifiedArchive<T>(
  path: string,
  { passphrase, signal }: ArchiveOptions,
  work: (verified: VerifiedArchive) => Promise<T>,
): Promise<T> {
  const archive = await ArchiveReader.open(path, passphrase, signal);
  try {
    const verified = { archive, manifest: await readManifest(archive) };
    await readAll(verified, signal);
    return await work(verified);
  } finally {
    await archive.close();
  }
}
