/** Letters of a word that the dictionary has; of a longer one, these at its beginning. */
export const WORD_LENGTH = 100;
/** Slices of long words begin at every so many letters: what is no longer stands whole in one of them. */
const STEP = WORD_LENGTH / 2;
/** Stands before a slice, so that it is not taken for the beginning of a word. */
const SLICED = '\t';

const lettersOf = (word: string, from: number, to: number) => Array.from(word).slice(from, to).join('');

/** Whether the dictionary has no more than the beginning of a word. */
export const isLong = (word: string): boolean =>
  word.length > WORD_LENGTH && Array.from(word).length > WORD_LENGTH;

/** What the dictionary has of a word. */
export const beginningOf = (word: string): string => (isLong(word) ? lettersOf(word, 0, WORD_LENGTH) : word);

/** As much of what stands within a word as stands whole in what the dictionary has of that word. */
export const coreOf = (within: string): string => lettersOf(within, 0, STEP);

/** What a long word is known by besides its beginning, so that all that stands within it is found. */
export function slicesOf(word: string): string[] {
  if (!isLong(word)) return [];
  const count = Math.ceil((Array.from(word).length - WORD_LENGTH + 1) / STEP);
  const starts = Array.from({ length: count }, (_, n) => (n + 1) * STEP);
  return starts.map((start) => `${SLICED}${lettersOf(word, start, start + WORD_LENGTH - 1)}`);
}
