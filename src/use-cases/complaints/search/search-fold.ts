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

/** Accents and vowel points; the vowel signs of other scripts make other words and stay. */
const ACCENTS = new RegExp(
  [
    '[',
    String.raw`\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a`,
    String.raw`\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff`,
    String.raw`\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f`,
    ']',
  ].join(''),
  'gu',
);
const SINGLE_QUOTES = /[‘’‚‛`´ʹʻʼʽˈ′‵＇]/g;
const DOUBLE_QUOTES = /[“”„‟«»″‶〝〞〟＂「」『』]/g;
const HYPHENS = /[\u2010-\u2013\u2212\u2043\ufe58\ufe63\uff0d]/g;
/** Marks that only stand between words or sentences, and what cannot be seen or stored. */
const BREAKS = /[\u2014\u2015、。・【】〈〉《》।॥،؛؟。、・\p{Cc}\p{Cs}\p{Z}]+/gu;

/**
 * Text without letter case and accents, with one kind of quotes, hyphens and spaces, and without characters that are
 * not seen: texts that read alike are alike.
 */
export function fold(text: string): string {
  return text
    .replaceAll(SINGLE_QUOTES, "'")
    .replaceAll(DOUBLE_QUOTES, '"')
    .replaceAll(HYPHENS, '-')
    .normalize('NFKD')
    .replaceAll(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(SPELLED_LETTER, (letter) => SPELLED[letter] ?? letter)
    .replaceAll(BREAKS, ' ');
}
