import { buffer } from 'node:stream/consumers';
import { readPicture, type Picture } from '../../documents/pdf/pictures/picture.ts';
import { Attachment } from '../../models/attachment.ts';
import { storage } from '../../storage/storage.ts';

/** Most pictures of one document, and most bytes of all of them; what is beyond is named alone. */
const MOST_PICTURES = 30;
const MOST_BYTES = 40 * 1024 * 1024;
/** Most pixels of one picture, and of all of a document: each is unpacked for a page that shows a hundredth of it. */
const MOST_PIXELS = 25_000_000;
const MOST_PIXELS_OF_ALL = 40_000_000;
/** What can be drawn. */
const DRAWN = new Set(['image/png', 'image/jpeg']);

/** A file's content; undefined when it is gone from the storage. */
async function contentOf(storageKey: string, sizeBytes: number): Promise<Buffer | undefined> {
  const stream = storage().open(storageKey, undefined, sizeBytes);
  return stream.then(buffer).catch(() => undefined);
}

/**
 * The pictures among these attachments, by id, as far as they can be drawn and there is room for them; what is left out is
 * named alone.
 *
 * @throws AbortError when the signal says that nobody waits for them any more.
 */
export async function pdfPictures(
  ids: readonly number[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, Picture>> {
  const rows = await Attachment.findAll({
    attributes: ['id', 'storageKey', 'sizeBytes', 'contentType'],
    where: { id: [...ids] },
    order: [['id', 'ASC']],
    raw: true,
  });
  const pictures = new Map<number, Picture>();
  let bytesLeft = MOST_BYTES;
  let pixelsLeft = MOST_PIXELS_OF_ALL;
  let picturesLeft = MOST_PICTURES;
  for (const { id, storageKey, sizeBytes, contentType } of rows) {
    if (!DRAWN.has(contentType) || sizeBytes > bytesLeft || picturesLeft === 0) continue;
    signal?.throwIfAborted();
    // What is read counts, be it drawn or not: it costs as much.
    bytesLeft -= sizeBytes;
    picturesLeft -= 1;
    const content = await contentOf(storageKey, sizeBytes);
    const mostPixels = Math.min(MOST_PIXELS, pixelsLeft);
    const picture = content && (await readPicture(content, mostPixels, signal));
    if (picture === undefined) continue;
    pixelsLeft -= picture.width * picture.height;
    pictures.set(id, picture);
  }
  return pictures;
}
