import type { Readable } from 'node:stream';
import { InvalidInputError } from '../../errors.ts';
import { ContentTooLargeError, storage, type StoredContent } from '../../storage/storage.ts';
import { contentType } from './content-type.ts';
import { fileName } from './file-name.ts';
import { FILE_SIZE, ReceivedFile } from './received-file.ts';

function refused(name: string, why: string): InvalidInputError {
  return new InvalidInputError({ attachments: `${name} ${why}` });
}

async function put(content: Readable, name: string): Promise<StoredContent> {
  try {
    return await storage().put(content, FILE_SIZE);
  } catch (error) {
    if (!(error instanceof ContentTooLargeError)) throw error;
    throw refused(name, `is larger than ${FILE_SIZE / 1024 / 1024} MB.`);
  }
}

async function check(stored: StoredContent, name: string): Promise<ReceivedFile> {
  if (stored.sizeBytes === 0) throw refused(name, 'is empty.');
  const type = await contentType(() => storage().open(stored.key), name);
  if (type === undefined) {
    throw refused(
      name,
      'cannot be attached. Allowed are PDF, PNG, JPEG, GIF, WebP, TXT, LOG, CSV (as UTF-8), DOCX, XLSX and ZIP.',
    );
  }
  return new ReceivedFile({ ...stored, name, contentType: type });
}

/**
 * Takes in one file while it is read, without holding it in memory. What is done with it must keep it by
 * `keepingFiles`, or else `discardFiles`; what is forgotten, the sweep removes.
 *
 * @param content ends early with an error when the sender breaks off.
 * @throws InvalidInputError at `attachments` for a file that is empty, too large or of a kind that is not allowed;
 *   StorageError.
 */
export async function receiveFile(content: Readable, sentName: string): Promise<ReceivedFile> {
  const name = fileName(sentName);
  const stored = await put(content, name);
  try {
    return await check(stored, name);
  } catch (error) {
    // What cannot be removed now, the sweep will find.
    await storage()
      .remove(stored.key)
      .catch(() => undefined);
    throw error;
  }
}
