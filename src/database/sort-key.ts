import { ACCENTS, plainDigits, plainSigns, spelledOut } from './plain-letters.ts';
import { textKey } from './text-key.ts';

/**
 * The one rule by which texts that people read follow one another, on both engines and in the process alike. Engines sort
 * by rules of their own: SQLite knows ASCII alone, each server and version another Unicode. So models store the key of
 * each such text in a column beside it, `name_sorted` beside `name`, which is compared code point by code point, and
 * lists are sorted by that, then by the id; what is sorted in the process is sorted by `compareTexts`. What changes here
 * needs a migration that fills the keys anew (`key-steps`).
 */

/** Most characters of a key: of its letters, what stands between, and of the text itself. */
const LETTERS = 150;
const TEXT = 100;

/** The length of a column of such keys. */
export const SORT_KEY_LENGTH = 255;

/** Comes before every character that a text has, so that the shorter of two comes first; the letters never have it. */
const BETWEEN = '\t';

/** Accents, and the marks of voiced kana; the short и is a letter of its own, right after the other. */
const MARKS = new RegExp(String.raw`(?!(?<=и)\u0306)[${ACCENTS}\u3099\u309a]`, 'gu');
const KATAKANA = /[\u30a1-\u30f6]/g;
/** How far a sign of katakana stands behind the same of hiragana. */
const KANA_DISTANCE = 0x60;

// oxlint-disable-next-line no-control-regex -- text of ASCII alone
const PLAIN = /^[\0-\x7f]*$/;

const first = (text: string, length: number): string =>
  text.length <= length ? text : Array.from(text).slice(0, length).join('');

/** The letters by which a text finds its place, without case, accents and what else does not make it another. */
function lettersOf(text: string): string {
  if (PLAIN.test(text)) return textKey(text);
  const folded = textKey(plainSigns(plainSigns(text).normalize('NFKD')));
  const bare = folded.normalize('NFD').replaceAll(MARKS, '').normalize('NFC');
  return spelledOut(plainDigits(bare)).replaceAll(KATAKANA, (sign) =>
    String.fromCodePoint((sign.codePointAt(0) ?? 0) - KANA_DISTANCE),
  );
}

/**
 * What a text is sorted by: first by its letters, so that neither case nor accents scatter names, then by the text itself;
 * empty for an empty text. Letters of different scripts follow one another as Unicode numbers them.
 */
export function sortKey(text: string): string {
  return text === '' ? '' : first(lettersOf(text), LETTERS) + BETWEEN + first(text, TEXT);
}

/** How two texts follow one another; strings of JavaScript are compared by halves of characters, which is another order. */
export function compareTexts(one: string, other: string): number {
  return Buffer.compare(Buffer.from(sortKey(one)), Buffer.from(sortKey(other)));
}
