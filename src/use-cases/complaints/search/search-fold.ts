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
 * Accents, vowel points and what is not seen; the vowel signs of other scripts make other words and stay. So does what
 * makes a key of `#` and `*`, which alone are signs, and the country of a flag.
 */
const ACCENTS = new RegExp(
  [
    '[',
    String.raw`\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a`,
    String.raw`\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff`,
    String.raw`\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f`,
    String.raw`\p{Default_Ignorable_Code_Point}`,
    ']',
    String.raw`(?<![#*]\ufe0f?\u20e3|\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]+)`,
  ].join(''),
  'gu',
);
const SINGLE_QUOTES = /[‘’‚‛`´\u1ffdʹʻʼʽˈ′‵＇]/g;
const DOUBLE_QUOTES = /[“”„‟«»″‶〝〞〟＂「」『』]/g;
const HYPHENS = /[\u2010-\u2013\u2212\u2043\ufe58\ufe63\uff0d]/g;
/** Signs of numbers that are written otherwise elsewhere, and the bar of a fraction. */
const NUMBER_SIGNS: Readonly<Record<string, string>> = { '⁄': '/', '∕': '/', '٫': '.', '٬': ',', '٪': '%' };
const NUMBER_SIGN = new RegExp(`[${Object.keys(NUMBER_SIGNS).join('')}]`, 'gu');
/** Pictures that decomposed would be marks of a sentence; without what makes pictures of them, they are. */
const MARKS: Readonly<Record<string, string>> = { '‼\ufe0f': '❗❗', '⁉\ufe0f': '❗❓' };
const MARK = /[‼⁉]\ufe0f/gu;
/** Between a number and a fraction, which decomposed would be one number: `1½` is no `11/2`. `⅟` begins one. */
const BESIDE_FRACTION = /(?<=\p{Nd})(?=[¼-¾⅐-⅟↉])|(?<=[¼-¾⅐-⅞↉])(?=\p{Nd})/gu;
const DIGIT = /\p{Nd}/u;
const FOREIGN_DIGITS = /(?![0-9])\p{Nd}/gu;
/** Marks that only stand between words or sentences, and what cannot be seen or stored. */
const BREAKS = /[\u2014\u2015、。・【】〈〉《》।॥،؛؟。、・\p{Cc}\p{Cs}\p{Z}]+/gu;
/** Text of ASCII alone. */
// oxlint-disable-next-line no-control-regex -- the breaks of a text among them
const PLAIN = /^[\0-\x7f]*$/;
// oxlint-disable-next-line no-control-regex -- they are spaces here
const PLAIN_BREAKS = /[\0-\x20\x7f]+/g;

/** The digit that one of another script stands for: the ten of a script follow each other, and one ten another. */
function plainDigit(digit: string): string {
  const place = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(place - before - 1))) before += 1;
  return String(before % 10);
}

/** One kind of quotes and of hyphens. */
const withPlainSigns = (text: string): string =>
  text.replaceAll(SINGLE_QUOTES, "'").replaceAll(DOUBLE_QUOTES, '"').replaceAll(HYPHENS, '-');

/** Decomposed, signs become others (`⁻` a minus, `｢` a bracket) and some would be lost (`´` is a space with an accent). */
const decomposed = (text: string): string =>
  withPlainSigns(
    withPlainSigns(text)
      .replaceAll(MARK, (mark) => MARKS[mark] ?? mark)
      .replaceAll(BESIDE_FRACTION, ' ')
      .normalize('NFKD'),
  );

/**
 * Text without letter case and accents, with one kind of quotes, hyphens, digits and spaces, and without characters that are
 * not seen: texts that read alike are alike. What is folded already stays as it is.
 *
 * What changes here was indexed otherwise: a migration takes those documents out of the index (`database/search-steps`).
 */
export function fold(text: string): string {
  // Most texts are plain, and this is all that happens to them.
  if (PLAIN.test(text)) return text.toLowerCase().replaceAll('`', "'").replaceAll(PLAIN_BREAKS, ' ');
  return decomposed(text)
    .replaceAll(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(FOREIGN_DIGITS, plainDigit)
    .replaceAll(NUMBER_SIGN, (sign) => NUMBER_SIGNS[sign] ?? sign)
    .replaceAll(SPELLED_LETTER, (letter) => SPELLED[letter] ?? letter)
    .replaceAll(BREAKS, ' ');
}
