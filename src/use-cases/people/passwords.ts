import { createHash } from 'node:crypto';
import bcrypt from 'bcrypt';
import { djangoRoundsOf, spendRounds, verifyDjangoPassword } from './django-password.ts';
import { djangoRounds } from './django-rounds.ts';
import type { Actor } from '../../policies/actor.ts';
import { inTurn, inTurnOf } from './hash-queue.ts';

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
 * @param setter who sets it; undefined: nobody does, it is hashed anew for whoever signs in.
 * @throws UnavailableError when too many are being worked out.
 */
export async function hashPassword(password: string, setter?: Pick<Actor, 'id'>): Promise<string> {
  const { text, prefix } = secretOf(normalised(password));
  const work = () => bcrypt.hash(text, COST);
  return prefix + (await (setter === undefined ? inTurn(work) : inTurnOf(String(setter.id), work)));
}

/** Of no password: what is compared with where there is none, so that the answer takes as long as for a wrong one. */
const ABSENT = '$2b$11$m4oRFXhZndbc0//rXL6/jOCFXYHwMvLz7SF8i7yDml4Ke8E.1oNui';

async function matches({ text, prefix }: Secret, hash: string | undefined): Promise<boolean> {
  const bare = hash?.startsWith(prefix) === true ? hash.slice(prefix.length) : '';
  const usable = bare.startsWith('$2');
  return (await inTurn(() => bcrypt.compare(text, usable ? bare : ABSENT))) && usable;
}

/** By a hash of this portal's own. */
async function verifyOwn(typed: readonly string[], hash: string | undefined): Promise<boolean> {
  for (const text of typed) if (await matches(secretOf(text), hash)) return true;
  return false;
}

/** By a hash that came from the old portal, which knew texts as they were typed. */
async function verifyImported(typed: readonly string[], hash: string): Promise<boolean> {
  for (const text of typed) if (await verifyDjangoPassword(text, hash)) return true;
  // Takes what it takes for everybody else.
  await verifyOwn(typed, undefined);
  return false;
}

/** Whether a hash came from the old portal, to be replaced by one's own as soon as its password is known. */
export function isImportedHash(hash: string | undefined): hash is string {
  return djangoRoundsOf(hash) > 0;
}

/**
 * Whether the password is right; takes the same time when there is no hash, none that can match, or one of the old
 * portal, as long as there are such.
 *
 * @throws UnavailableError when too many are being worked out.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const composed = normalised(password);
  // Hashes from before passwords were normalised, and those of the old portal, are of what was typed.
  const typed = [...new Set([composed, password])];
  const isRight = isImportedHash(hash) ? await verifyImported(typed, hash) : await verifyOwn(typed, hash);
  if (isRight) return true;
  await spendRounds(typed.length * ((await djangoRounds()) - djangoRoundsOf(hash)));
  return false;
}
