import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { NotFoundError } from '../../errors.ts';
import { storage, StorageError, type ByteRange } from '../../storage/storage.ts';

/** A row that says where a content lies. */
interface Stored {
  readonly storageKey: string;
  readonly sizeBytes: number;
}

/**
 * Opens a content, or a part of it; whoever gets it finds that its beginning could be read.
 *
 * @throws NotFoundError when it is gone; StorageError.
 */
export async function openStored({ storageKey, sizeBytes }: Stored, range?: ByteRange): Promise<Readable> {
  try {
    const content = await storage().open(storageKey, range, sizeBytes);
    await once(content, 'readable').catch((cause: unknown) => {
      throw new StorageError('This file cannot be read at the moment.', cause);
    });
    return content;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new NotFoundError('This file is not there any more.');
  }
}
