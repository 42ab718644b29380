/**
 * How texts become words that can be looked up. Every word is spelled in ASCII behind a mark of its own: so no engine
 * drops it as too short or too frequent, and no input is an operator.
 */
const MARK = 'zz';
/** InnoDB indexes no word beyond 84 characters. */
const WORD_LENGTH = 80;
/** Most terms of one search; more are ignored. */
const MOST_TERMS = 10;

/** Text without letter case and accents. */
export function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ');
}

function spell(word: string): string {
  const ascii = word.replaceAll(
    /[^a-z0-9]/gu,
    (character) => `u${(character.codePointAt(0) ?? 0).toString(16).padStart(6, '0')}`,
  );
  return `${MARK}${ascii}`.slice(0, WORD_LENGTH);
}

/** The distinct words of a text as they are looked up. */
export function wordsOf(text: string): string[] {
  const words = fold(text).match(/[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu) ?? [];
  return [...new Set(words.map(spell))];
}

/** The words of texts as a column of the index holds them. */
export function wordList(texts: readonly string[]): string {
  return ` ${wordsOf(texts.join('\n')).join(' ')} `;
}

/** One thing searched for: a word's beginning, or a quoted phrase. */
export interface Term {
  /** What the text must hold, folded. */
  readonly text: string;
  /** The words that the index must hold, each at least as a beginning. */
  readonly words: readonly string[];
}

/** What somebody typed, as terms that must all be found; what holds no word is no term. */
export function termsOf(typed: string): Term[] {
  const parts = [...typed.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, phrase, word = '']) => {
    // Punctuation around a word belongs to the sentence, and the sign before a number is said, not written.
    const bare = word.replaceAll(/^[.,;:!?()[\]{}'"]+|[.,;:!?()[\]{}'"]+$/g, '');
    return phrase ?? bare.replace(/^#(?=\d+$)/, '');
  });
  return parts
    .map((part) => ({ text: fold(part).trim(), words: wordsOf(part) }))
    .filter(({ words }) => words.length > 0)
    .slice(0, MOST_TERMS);
}
