import { ACCENTS, plainDigits, plainSigns, spelledOut } from '../../../database/plain-letters.ts';

/**
 * Accents, vowel points and what is not seen. What makes a key of `#` and `*`, which alone are signs, stays, and so does
 * the country of a flag.
 */
const UNREAD = new RegExp(
  [
    String.raw`[${ACCENTS}\p{Default_Ignorable_Code_Point}]`,
    String.raw`(?<![#*]\ufe0f?\u20e3|\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]+)`,
  ].join(''),
  'gu',
);
/** Signs of numbers that are written otherwise elsewhere, and the bar of a fraction. */
const NUMBER_SIGNS: Readonly<Record<string, string>> = { '⁄': '/', '∕': '/', '٫': '.', '٬': ',', '٪': '%' };
const NUMBER_SIGN = new RegExp(`[${Object.keys(NUMBER_SIGNS).join('')}]`, 'gu');
/** Pictures that decomposed would be marks of a sentence; without what makes pictures of them, they are. */
const MARKS: Readonly<Record<string, string>> = { '‼\ufe0f': '❗❗', '⁉\ufe0f': '❗❓' };
const MARK = /[‼⁉]\ufe0f/gu;
/** Between a number and a fraction, which decomposed would be one number: `1½` is no `11/2`. `⅟` begins one. */
const BESIDE_FRACTION = /(?<=\p{Nd})(?=[¼-¾⅐-⅟↉])|(?<=[¼-¾⅐-⅞↉])(?=\p{Nd})/gu;
/** Marks that only stand between words or sentences, and what cannot be seen or stored. */
const BREAKS = /[\u2014\u2015、。・【】〈〉《》।॥،؛؟。、・\p{Cc}\p{Cs}\p{Z}]+/gu;
/** Text of ASCII alone. */
// oxlint-disable-next-line no-control-regex -- the breaks of a text among them
const PLAIN = /^[\0-\x7f]*$/;
// oxlint-disable-next-line no-control-regex -- they are spaces here
const PLAIN_BREAKS = /[\0-\x20\x7f]+/g;

/** Decomposed, signs become others (`⁻` a minus, `｢` a bracket) and some would be lost (`´` is a space with an accent). */
const decomposed = (text: string): string =>
  plainSigns(
    plainSigns(text)
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
  const plain = plainDigits(decomposed(text).replaceAll(UNREAD, '').normalize('NFC').toLowerCase());
  return spelledOut(plain.replaceAll(NUMBER_SIGN, (sign) => NUMBER_SIGNS[sign] ?? sign)).replaceAll(
    BREAKS,
    ' ',
  );
}
