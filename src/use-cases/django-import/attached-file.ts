import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { storage, type StoredContent } from '../../storage/storage.ts';
import { contentType } from '../attachments/content-type.ts';
import { FILE_SIZE } from '../attachments/file-limits.ts';
import { fileName } from '../attachments/file-name.ts';
import { ReceivedFile } from '../attachments/received-file.ts';
import { mayHavePosition, withoutPosition } from '../attachments/without-position.ts';
import type { MediaFile } from './media.ts';

/** The largest that is taken, in bytes: a hundred times what may be sent today. */
export const MOST_BYTES = 1024 * 1024 * 1024;
/** Of what the portal would not take today, so that no browser ever opens it by itself. */
const ANY_TYPE = 'application/octet-stream';

/** A file as it will be attached, not stored yet. */
export interface PlannedFile {
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** Why it would be refused today; undefined: it would not. */
  readonly unusual: string | undefined;
  readonly open: () => Promise<Readable>;
}

/** Looks at a file: what it is, and whether it is something that nobody could attach today. */
export async function planFile(file: MediaFile, calledThere: string): Promise<PlannedFile> {
  const name = fileName(calledThere);
  const kind = await contentType((range) => file.open(range), file.sizeBytes, name);
  const tooLarge = file.sizeBytes > FILE_SIZE ? 'larger than 10 MB' : undefined;
  const strange = 'refused' in kind ? 'of a kind that may not be attached' : undefined;
  return {
    name,
    type: 'refused' in kind ? ANY_TYPE : kind.type,
    sizeBytes: file.sizeBytes,
    unusual: strange ?? tooLarge,
    open: () => file.open(),
  };
}

/** A text that is longer than its field, as a file beside it. */
export function textFile(name: string, text: string): PlannedFile {
  const content = Buffer.from(text);
  return {
    name,
    type: 'text/plain',
    sizeBytes: content.length,
    unusual: undefined,
    open: () => Promise.resolve(Readable.from([content])),
  };
}

/** Photos do not say where they were taken, as with all that is attached. */
async function contentOf({ type, sizeBytes, open }: PlannedFile): Promise<Readable> {
  if (!mayHavePosition(type) || sizeBytes > FILE_SIZE) return open();
  return Readable.from([withoutPosition(await buffer(await open()), type)]);
}

/**
 * Stores a file.
 *
 * @throws StorageError when there is no room for it.
 */
export async function storeFile(planned: PlannedFile): Promise<ReceivedFile> {
  const stored: StoredContent = await storage().put(await contentOf(planned), MOST_BYTES);
  return new ReceivedFile({ ...stored, name: planned.name, contentType: planned.type });
}
