import { createHash } from 'node:crypto';
import bcrypt from 'bcrypt';
import { inTurn } from './hash-queue.ts';

/** bcrypt's work factor: about 60 ms on the machines of 2026, as OWASP's Password Storage Cheat Sheet asks at least 10. */
const COST = 11;
/** bcrypt reads no further. */
const BCRYPT_BYTES = 72;
/** Begins the hash of a password that was longer, of which bcrypt got a digest. */
const DIGESTED = 'sha256$';

interface Secret {
  /** What bcrypt is given. */
  readonly text: string;
  readonly prefix: '' | typeof DIGESTED;
}

function secretOf(password: string): Secret {
  if (Buffer.byteLength(password) <= BCRYPT_BYTES) return { text: password, prefix: '' };
  return { text: createHash('sha256').update(password).digest('base64'), prefix: DIGESTED };
}

/** Composed and decomposed letters, and those of another width, are typed by the same keys. */
function normalised(password: string): string {
  return password.normalize('NFKC');
}

/** Whether two texts are one password. */
export function isSamePassword(one: string, other: string): boolean {
  return normalised(one) === normalised(other);
}

/**
 * The hash under which a password is stored.
 *
 * @throws UnavailableError when too many are being worked out.
 */
export async function hashPassword(password: string): Promise<string> {
  const { text, prefix } = secretOf(normalised(password));
  return prefix + (await inTurn(() => bcrypt.hash(text, COST)));
}

/** Of no password: what is compared with where there is none, so that the answer takes as long as for a wrong one. */
const ABSENT = '$2b$11$m4oRFXhZndbc0//rXL6/jOCFXYHwMvLz7SF8i7yDml4Ke8E.1oNui';

async function matches({ text, prefix }: Secret, hash: string | undefined): Promise<boolean> {
  const bare = hash?.startsWith(prefix) === true ? hash.slice(prefix.length) : '';
  const usable = bare.startsWith('$2');
  return (await inTurn(() => bcrypt.compare(text, usable ? bare : ABSENT))) && usable;
}

/**
 * Whether the password is right; takes the same time when there is no hash, or none that can match.
 *
 * @throws UnavailableError when too many are being worked out.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const composed = normalised(password);
  if (await matches(secretOf(composed), hash)) return true;
  // Hashes from before passwords were normalised are of what was typed.
  return composed !== password && matches(secretOf(password), hash);
}
