import { jpegSize, type PictureSize } from './jpeg-size.ts';
import { readPng, type Raster } from './read-png.ts';

/** A JPEG that is put into the document as it is. */
interface Photo extends PictureSize {
  readonly format: 'jpeg';
  readonly bytes: Buffer;
}

/** A picture that was checked and can be drawn. */
export type Picture = Photo | Raster;

/**
 * Reads somebody's file as a picture: the library's own readers trust what they read, and one that fails in a callback ends
 * the process. Undefined for what is none, is broken, or has more pixels than these.
 */
export async function readPicture(
  bytes: Buffer,
  mostPixels: number,
  signal?: AbortSignal,
): Promise<Picture | undefined> {
  if (bytes[0] !== 0xff) return readPng(bytes, mostPixels, signal);
  const size = jpegSize(bytes);
  if (size === undefined || size.width * size.height > mostPixels) return undefined;
  return { format: 'jpeg', bytes, ...size };
}
