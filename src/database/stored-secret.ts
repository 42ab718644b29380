import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { KeyRing, type DerivedKey, type SecretKeySource } from './key-ring.ts';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** `2.` and the name of its key; `1.` is of a time when there was one key alone. */
const FORM = /^(?:1|2\.([0-9a-f]{12}))\.([\w-]+)$/;

const ring = new KeyRing(
  'alpha-lab stored secrets 1',
  'useStoredSecrets comes before the first stored secret',
);

/** Names the secrets by which secrets are encrypted that the portal has to know again; what is derived from them serves nothing else. */
export function useStoredSecrets(secrets: string | SecretKeySource): void {
  ring.use(secrets);
}

/** It was encrypted with another key, for another purpose, or changed since. */
export class UnreadableSecret extends Error {
  constructor(cause: unknown) {
    super('It cannot be read: the portal runs with another SECRET_KEY than that with which it was stored.', {
      cause,
    });
    this.name = 'UnreadableSecret';
  }
}

/**
 * A secret as it is stored.
 *
 * @param purpose what it is for; it is read for nothing else.
 */
export function encryptSecret(secret: string, purpose: string): string {
  const { id, key } = ring.present;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(purpose));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return `2.${id}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`;
}

/** How everything begins that is encrypted with the present key. */
export function presentForm(): string {
  return `2.${ring.present.id}.`;
}

function decryptWith({ key }: DerivedKey, bytes: Buffer, purpose: string): string {
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
  return Buffer.concat([text, decipher.final()]).toString('utf8');
}

/**
 * A secret that `encryptSecret` encrypted for the same purpose, with any key that is known.
 *
 * @throws UnreadableSecret.
 */
export function decryptSecret(stored: string, purpose: string): string {
  const [, id, content = ''] = FORM.exec(stored) ?? [];
  const bytes = Buffer.from(content, 'base64url');
  let failure: unknown = new Error('it is of a key that is not known here');
  for (const key of ring.all) {
    if (id !== undefined && key.id !== id) continue;
    try {
      return decryptWith(key, bytes, purpose);
    } catch (error) {
      failure = error;
    }
  }
  throw new UnreadableSecret(failure);
}

function hashWith({ key }: DerivedKey, content: string, purpose: string): string {
  const own = createHmac('sha256', key).update(purpose).digest();
  return createHmac('sha256', own).update(content).digest('base64url');
}

/**
 * Hashes of what may hold secrets, by each key that is known, the present one first: whoever reads the database cannot try
 * by them what it is of, and one of them stands where the content was met before.
 *
 * @param purpose what it is for; of the same content another purpose has another hash.
 */
export function keyedHashes(content: string, purpose: string): readonly string[] {
  return ring.all.map((key) => hashWith(key, content, purpose));
}

/** The same by the oldest key alone, so that it stays the same while processes change to another key one by one. */
export function lastingHash(content: string, purpose: string): string {
  return hashWith(ring.oldest, content, purpose);
}
