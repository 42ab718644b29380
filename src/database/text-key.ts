/**
 * The one rule by which two texts are the same name. Models store what it makes beside each name, in a column that
 * compares byte by byte, so that no engine's collation has a say; migrations fill that column.
 */

/** Characters that show nothing: those that Unicode has ignored by default, and annotation marks. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}]/gu;
/** Control characters that are no white space. */
const CONTROLS = /(?!\p{White_Space})\p{Cc}/gu;
/** White space as Unicode knows it, and the two characters that look like it. */
const BLANKS = /[\s\p{White_Space}\u2800]+/gu;

/** Text as it is stored: composed, without the white space around it. */
export function tidy(value: string): string {
  return value.normalize('NFC').trim();
}

/** The text without characters that have no mark of their own, such as zero-width spaces. */
export function visible(value: string): string {
  return value.replaceAll(INVISIBLE, '');
}

/** Whether a character of the text shows nothing, control characters included. */
export function hasInvisible(value: string): boolean {
  return visible(value).replaceAll(CONTROLS, '') !== value;
}

/** Anything but all of these, and white space. */
const MARK = /[^\s\p{White_Space}\u2800\p{Cc}\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}]/u;

/** Whether a text has any character that shows; one that has none says nothing, and its key is empty. */
export function saysSomething(value: string): boolean {
  return MARK.test(value);
}

/** Whether a text has a control character, which no engine stores or finds again alike; line breaks and tabs are text. */
export function hasControls(value: string): boolean {
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  return /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(value);
}

/**
 * Unicode's full case folding, which JavaScript lacks: there and back again meets every pair, letter by letter because
 * a sigma at a word's end would be another; the dotless i alone is a letter of its own and would become an i.
 */
function foldLetter(letter: string): string {
  return letter === 'ı' ? letter : letter.toLowerCase().toUpperCase().toLowerCase();
}

/**
 * Two texts with the same key are the same name: they differ at most in letter case, in composed or decomposed letters,
 * in how much white space stands between words, and in white space around and characters that nobody sees. Accents and
 * kana marks do count. At most three times as long as the composed text.
 */
export function textKey(value: string): string {
  // A half of a surrogate pair reaches the database as U+FFFD.
  const whole = value.replaceAll(/\p{Cs}/gu, '\ufffd');
  const seen = visible(whole).replaceAll(CONTROLS, '').normalize('NFD');
  const folded = Array.from(seen, foldLetter).join('').normalize('NFC');
  return folded.replaceAll(BLANKS, ' ').trim();
}

/** True for two texts that are the same name. */
export function isSameText(one: string, other: string): boolean {
  return textKey(one) === textKey(other);
}

/** Usernames as Django stores them: letters of other widths and forms are the letters they look like. */
export function plainLetters(value: string): string {
  return value.normalize('NFKC');
}
