import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { ContentTooLargeError, type Listed, type Storage } from '../../storage/storage.ts';

/** What became of one content: it was copied, was there before, is gone meanwhile, or is not what was stored. */
export type Copied = 'copied' | 'there' | 'gone' | 'damaged';

async function hashOf(content: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of content as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

/** Opens a content; undefined where there is none of this size. */
async function opened(
  storage: Storage,
  { key, sizeBytes }: Listed,
  isOneByte = false,
): Promise<Readable | undefined> {
  try {
    return await storage.open(key, isOneByte ? { start: 0, end: 0 } : undefined, sizeBytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Contents never change and are whole or not there, so that one of the same size needs no other look. */
export async function isThere(to: Storage, content: Listed): Promise<boolean> {
  const found = await opened(to, content, true);
  found?.destroy();
  return found !== undefined;
}

/**
 * Copies a content under its key and reads it back; one that is not what its row says, or comes back otherwise, is not
 * left there.
 *
 * @param sha256 as its row has it; undefined: no row says.
 * @throws StorageError.
 */
export async function copyContent(
  from: Storage,
  to: Storage,
  content: Listed,
  sha256: string | undefined,
): Promise<Copied> {
  if (content.sizeBytes === undefined) return 'gone';
  if (await isThere(to, content)) return 'there';
  const source = await opened(from, content);
  if (source === undefined) return 'gone';
  const stored = await to.put(source, content.sizeBytes, content.key).catch((error: unknown) => {
    if (error instanceof ContentTooLargeError) return undefined;
    throw error;
  });
  const copy = stored && (await opened(to, content));
  const isWhole = copy !== undefined && (await hashOf(copy)) === stored?.sha256;
  if (isWhole && (sha256 ?? stored?.sha256) === stored?.sha256) return 'copied';
  await to.remove(content.key);
  return 'damaged';
}
