import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { NotFoundError } from '../../errors.ts';
import { log } from '../../log.ts';
import { storage, StorageError, type ByteRange } from '../../storage/storage.ts';
import { verified } from '../../storage/verified.ts';

/** A row that says where a content lies. */
interface Stored {
  readonly storageKey: string;
  readonly sizeBytes: number;
  /** Undefined: nobody kept it. */
  readonly sha256?: string;
}

/** Proves what is read as a whole; of a part nothing can be said. */
function proven(content: Readable, { storageKey, sizeBytes, sha256 }: Stored, range?: ByteRange): Readable {
  const isWhole = range === undefined || (range.start === 0 && range.end === sizeBytes - 1);
  if (!isWhole || sha256 === undefined) return content;
  const checked = verified(content, sha256);
  checked.once('error', (err) => log.error({ err, storageKey }, 'a stored file could not be read whole'));
  return checked;
}

/**
 * Opens a content, or a part of it; whoever gets it finds that its beginning could be read.
 *
 * @throws NotFoundError when it is gone; StorageError.
 */
export async function openStored(stored: Stored, range?: ByteRange): Promise<Readable> {
  try {
    const opened = await storage().open(stored.storageKey, range, stored.sizeBytes);
    const content = proven(opened, stored, range);
    await once(content, 'readable').catch((cause: unknown) => {
      throw new StorageError('This file cannot be read at the moment.', cause);
    });
    return content;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new NotFoundError('This file is not there any more.');
  }
}
