import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { InvalidInputError } from '../../errors.ts';
import { ContentTooLargeError, storage, type StoredContent } from '../../storage/storage.ts';
import { contentType } from './content-type.ts';
import { fileName } from './file-name.ts';
import { FILE_SIZE, KINDS } from './file-limits.ts';
import { ReceivedFile } from './received-file.ts';
import { mayHavePosition, withoutPosition } from './without-position.ts';

const REFUSALS = {
  kind: `cannot be attached. Allowed are ${KINDS}.`,
  macros:
    'cannot be attached: it is a document with macros. Save it without macros (as DOCX, XLSX or PPTX) and attach that.',
  unreadable: 'cannot be attached: it cannot be read as a document. Save it anew and attach that.',
};

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

/** Stores a picture anew without the place where it was taken, if it says that. */
async function strip(stored: StoredContent, type: string): Promise<StoredContent> {
  if (!mayHavePosition(type)) return stored;
  const content = await buffer(await storage().open(stored.key));
  const stripped = withoutPosition(content, type);
  if (stripped.equals(content)) return stored;
  const renewed = await storage().put(Readable.from([stripped]), FILE_SIZE);
  await removeQuietly(stored.key);
  return renewed;
}

async function check(stored: StoredContent, name: string): Promise<ReceivedFile> {
  if (stored.sizeBytes === 0) throw refused(name, 'is empty.');
  const kind = await contentType((range) => storage().open(stored.key, range), stored.sizeBytes, name);
  if ('refused' in kind) throw refused(name, REFUSALS[kind.refused]);
  return new ReceivedFile({ ...(await strip(stored, kind.type)), name, contentType: kind.type });
}

/** What cannot be removed now, the sweep will find. */
async function removeQuietly(key: string): Promise<void> {
  await storage()
    .remove(key)
    .catch(() => undefined);
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
    await removeQuietly(stored.key);
    throw error;
  }
}
