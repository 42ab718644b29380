/** Letters and signs that are written in several ways, by the one way that a search and a sorted list know. */

/** Letters that are other letters with a stroke, without their dot or written together, which no decomposition takes apart. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ł: 'l',
  ƚ: 'l',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
  ȷ: 'j',
  ɨ: 'i',
  ƀ: 'b',
  ȼ: 'c',
  ɇ: 'e',
  ǥ: 'g',
  ɍ: 'r',
  ʉ: 'u',
  ƶ: 'z',
  ĸ: 'k',
  ς: 'σ',
};
const SPELLED_LETTER = new RegExp(`[${Object.keys(SPELLED).join('')}]`, 'gu');

/**
 * Accents and vowel points, as ranges of a regular expression; the vowel signs of other scripts make other words and are
 * none.
 */
export const ACCENTS = [
  String.raw`\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a`,
  String.raw`\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff`,
  String.raw`\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f`,
].join('');

const SINGLE_QUOTES = /[‘’‚‛`´\u1ffdʹʻʼʽˈ′‵＇]/g;
const DOUBLE_QUOTES = /[“”„‟«»″‶〝〞〟＂「」『』]/g;
const HYPHENS = /[\u2010-\u2013\u2212\u2043\ufe58\ufe63\uff0d]/g;

const DIGIT = /\p{Nd}/u;
const FOREIGN_DIGITS = /(?![0-9])\p{Nd}/gu;

/** Letters with a stroke as those without, and ligatures as their letters; of lower case. */
export function spelledOut(text: string): string {
  return text.replaceAll(SPELLED_LETTER, (letter) => SPELLED[letter] ?? letter);
}

/** One kind of quotes and of hyphens. */
export function plainSigns(text: string): string {
  return text.replaceAll(SINGLE_QUOTES, "'").replaceAll(DOUBLE_QUOTES, '"').replaceAll(HYPHENS, '-');
}

/** The digit that one of another script stands for: the ten of a script follow each other, and one ten another. */
function plainDigit(digit: string): string {
  const place = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(place - before - 1))) before += 1;
  return String(before % 10);
}

/** Digits of all scripts as those of ASCII. */
export function plainDigits(text: string): string {
  return text.replaceAll(FOREIGN_DIGITS, plainDigit);
}
