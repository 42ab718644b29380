import { createRequire } from 'node:module';
import { InvalidInputError } from '../../errors.ts';
import { standsAt, withoutWord } from './hidden-words.ts';
import { guisesOf, isRun, looksOf, unitOf } from './password-guises.ts';
import { plainLetters, textKey, visible } from '../../models/text.ts';

let commonPasswords: ReadonlySet<string> | undefined;

/** Read when the first password is checked: a start need not wait for a book of them. */
function isCommonPassword(text: string): boolean {
  if (commonPasswords === undefined) {
    const require = createRequire(import.meta.url);
    const { dictionary } = require('@zxcvbn-ts/language-common') as { dictionary: Record<string, string[]> };
    commonPasswords = new Set(dictionary['passwords-common']);
  }
  return commonPasswords.has(text);
}

/** Fewest visible characters of a password. */
export const PASSWORD_MIN = 12;
/** A password may be of any length; what makes it weak is looked for in its beginning, in UTF-16 units. */
const LOOKED_AT = 1000;
/** What everybody knows of this portal, and what people write where they should think of something. */
const CONTEXT =
  'alpha lab labs laboratory laboratories it amc portal complaint complaints helpdesk support admin administrator engineer staff user login account ' +
  'password passwort pass word secret welcome changeme letmein qwerty test';
const CONTEXT_WORDS = CONTEXT.split(' ');
/** Shorter words are in too many others, in characters. */
const WORD_MIN = 2;
/** What is repeated is guessed as quickly as what it repeats; shorter ones are too quickly, in characters. */
const UNIT_MIN = 8;

/** Who the password is for; it must not be made of these. */
export interface PasswordOwner {
  readonly username: string;
  readonly email: string;
}

const lettersOf = (text: string) => text.replaceAll(/[^\p{L}\p{M}]+/gu, '');
const compact = (text: string) => text.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '');
const fold = (text: string) => textKey(plainLetters(text));

/** Whether `letters` are nothing but some of these words, one after the other. */
function isMadeOf(letters: string, words: readonly string[]): boolean {
  const reached = new Set([0]);
  // A set is walked on while it grows, in the order of what is added: every place is looked at once.
  for (const place of reached) {
    for (const word of words) if (standsAt(letters, word, place)) reached.add(place + word.length);
  }
  return letters !== '' && reached.has(letters.length);
}

function wordsOf(texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => text.split(/[^\p{L}\p{M}]+/u));
  return [...new Set(words)].filter((word) => Array.from(word).length >= WORD_MIN);
}

function isOwners(folded: string, { username, email }: PasswordOwner): boolean {
  const own = [username, email, email.split('@')[0] ?? ''].map(fold).filter((name) => name !== '');
  const names = [...new Set(own.flatMap(looksOf))];
  const rest = (name: string) => withoutWord(compact(folded), compact(name));
  const isOneWithDigits = names.some((name) => compact(name).length >= 3 && lettersOf(rest(name)) === '');
  const letters = lettersOf(folded);
  return (letters !== '' && isOneWithDigits) || isMadeOf(letters, [...wordsOf(names), ...CONTEXT_WORDS]);
}

function isCommon(folded: string): boolean {
  // From the first letter to the last.
  const [core = ''] = /\p{L}[^]*\p{L}/u.exec(folded) ?? [];
  const bare = compact(folded);
  const unit = unitOf(bare);
  const isRepeated = unit !== bare && Array.from(unit).length < UNIT_MIN;
  const candidates = [folded, bare, core, lettersOf(folded), unit];
  return isRepeated || candidates.some(isCommonPassword) || new Set(folded).size < 4 || isRun(bare);
}

/** Whether there are digits alone, whatever signs are between them, as in a phone number or a sum; or nothing but punctuation. */
function isDigits(folded: string): boolean {
  const bare = folded.replaceAll(/[\s\p{P}]+/gu, '');
  return bare === '' || /^\p{N}+$/u.test(bare.replaceAll(/[\p{S}\p{M}]+/gu, ''));
}

/**
 * Whether a letter was lost on the way here: what stands in its place, or before the text, is nothing that its owner
 * would type at the sign-in, and stands for every other letter as well.
 */
const isDamaged = (text: string) => /^\ufeff|\ufffd|\p{Cs}/u.test(text);

function weakness(whole: string, owner: PasswordOwner): string | undefined {
  const password = whole.slice(0, LOOKED_AT);
  const seen = visible(plainLetters(password));
  if (Array.from(seen.trim()).length < PASSWORD_MIN)
    return `The password must have at least ${PASSWORD_MIN} characters.`;
  if (whole.includes('\0')) return 'The password has a character that cannot be used.';
  if (isDamaged(whole))
    return 'The password has a character that could not be read. Where a file or a program gave it, it must be in UTF-8 without a mark before it.';
  const folded = fold(password);
  if (isDigits(folded)) return 'The password must not be digits alone.';
  const guises = guisesOf(folded);
  if (guises.some((guise) => isOwners(guise, owner)))
    return 'The password must not be made of the username, the e-mail address or words such as “portal”.';
  if (guises.some(isCommon)) return 'This password is too common. Choose one that nobody would guess.';
  return undefined;
}

/**
 * Refuses a password that is too short, digits alone, the owner's name or easily guessed.
 *
 * @throws InvalidInputError at `field`.
 */
export function checkPassword(password: string, owner: PasswordOwner, field = 'password'): void {
  const text = weakness(password, owner);
  if (text !== undefined) throw new InvalidInputError({ [field]: text });
}
