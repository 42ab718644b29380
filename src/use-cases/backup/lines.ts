import { ArchiveError } from '../../archive/archive-error.ts';

/** Longest line that is read, in characters: the largest cell that any table takes, as JSON may write it. */
const MOST_LENGTH = 128 * 1024 * 1024;

/**
 * Whole lines, as many at once as come with one chunk.
 *
 * @throws ArchiveError when the last one has no end, or one is longer than any that is written.
 */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let held = '';
  for await (const chunk of chunks) {
    held += decoder.decode(chunk, { stream: true });
    if (held.length > MOST_LENGTH)
      throw new ArchiveError('The archive has a line longer than any that is written.');
    const end = held.lastIndexOf('\n');
    if (end === -1) continue;
    yield held.slice(0, end).split('\n');
    held = held.slice(end + 1);
  }
  if (held !== '') throw new ArchiveError('The archive has a line without an end.');
}
