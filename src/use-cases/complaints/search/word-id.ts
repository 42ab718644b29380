import { createHash } from 'node:crypto';

/** Numbers of words that were asked for lately; a few megabytes at most, since what people write of repeats. */
const numbers = new Map<string, number>();
const MOST_NUMBERS = 20_000;
/** Longer words are rare. */
const REMEMBERED_LENGTH = 40;

/** The number under which a word is filed: 48 bits of its hash, so that it is known without being looked up. */
export function wordId(word: string): number {
  const known = numbers.get(word);
  if (known !== undefined) return known;
  const id = createHash('sha1').update(word).digest().readUIntBE(0, 6);
  if (numbers.size >= MOST_NUMBERS) numbers.clear();
  if (word.length <= REMEMBERED_LENGTH) numbers.set(word, id);
  return id;
}

/** Added to a word's number, it is filed as a word of the title, too. */
export const IN_TITLE = 2 ** 48;
