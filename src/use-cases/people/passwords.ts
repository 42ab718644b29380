import { dictionary } from '@zxcvbn-ts/language-common';
import bcrypt from 'bcrypt';
import { InvalidInputError } from '../../errors.ts';

/** bcrypt's work factor: about 60 ms on the machines of 2026, as OWASP's Password Storage Cheat Sheet asks at least 10. */
const COST = 11;
// The dictionary is typed as a list of words or numbers for other uses of the package.
const COMMON_PASSWORDS = new Set<unknown>(dictionary['passwords-common']);
/** Fewest characters of a password. */
export const PASSWORD_MIN = 10;
/** bcrypt reads no further; what is longer is refused instead of being cut. */
export const PASSWORD_MAX_BYTES = 72;

/** Who the password is for; it must not be one of these. */
export interface PasswordOwner {
  readonly username: string;
  readonly email: string;
}

function weakness(password: string, owner: PasswordOwner): string | undefined {
  const folded = password.normalize('NFKC').trim().toLowerCase();
  if (Array.from(password).length < PASSWORD_MIN)
    return `The password must have at least ${PASSWORD_MIN} characters.`;
  if (Buffer.byteLength(password) > PASSWORD_MAX_BYTES) {
    return `The password must have at most ${PASSWORD_MAX_BYTES} bytes; letters beyond English take two or more.`;
  }
  if (password.includes('\0')) return 'The password has a character that cannot be used.';
  const name = owner.username.trim().toLowerCase();
  const email = owner.email.trim().toLowerCase();
  if (folded === name || (email !== '' && (folded === email || folded === email.split('@')[0]))) {
    return 'The password must not be the username or the e-mail address.';
  }
  if (COMMON_PASSWORDS.has(folded) || new Set(folded).size < 4) {
    return 'This password is too common. Choose one that nobody would guess.';
  }
  return undefined;
}

/**
 * Refuses a password that is too short, too long, the owner's name or easily guessed.
 *
 * @throws InvalidInputError at `field`.
 */
export function checkPassword(password: string, owner: PasswordOwner, field = 'password'): void {
  const text = weakness(password, owner);
  if (text !== undefined) throw new InvalidInputError({ [field]: text });
}

/** The hash under which a password is stored. */
export function hashPassword(password: string): Promise<string> {
  return bcrypt.hash(password, COST);
}

// Compared with when there is no such user, so that the answer takes as long as for a wrong password.
const absent = bcrypt.hash('nobody has this password', COST);

/** Whether the password is right; takes the same time when there is no hash, or none that can match. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const usable = hash !== undefined && hash.startsWith('$2');
  const tooLong = Buffer.byteLength(password) > PASSWORD_MAX_BYTES;
  const matches = await bcrypt.compare(tooLong ? '' : password, usable ? hash : await absent);
  return matches && usable && !tooLong;
}
