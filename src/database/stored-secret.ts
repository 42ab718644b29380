import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

let key: Buffer | undefined;

/** Names the secret by which secrets are encrypted that the portal has to know again; what is derived from it serves nothing else. */
export function useStoredSecrets(secret: string): void {
  key = Buffer.from(hkdfSync('sha256', secret, '', 'alpha-lab stored secrets 1', 32));
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

function requireKey(): Buffer {
  if (key === undefined) throw new Error('useStoredSecrets comes before the first stored secret');
  return key;
}

/**
 * A secret as it is stored.
 *
 * @param purpose what it is for; it is read for nothing else.
 */
export function encryptSecret(secret: string, purpose: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, requireKey(), iv).setAAD(Buffer.from(purpose));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return `1.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`;
}

/**
 * A secret that `encryptSecret` encrypted for the same purpose.
 *
 * @throws UnreadableSecret.
 */
export function decryptSecret(stored: string, purpose: string): string {
  const bytes = Buffer.from(stored.replace(/^1\./, ''), 'base64url');
  try {
    const decipher = createDecipheriv(CIPHER, requireKey(), bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch (error) {
    throw new UnreadableSecret(error);
  }
}

/**
 * A hash of what may hold secrets: whoever reads the database cannot try by it what it is of.
 *
 * @param purpose what it is for; of the same content another purpose has another hash.
 */
export function keyedHash(content: string, purpose: string): string {
  const own = createHmac('sha256', requireKey()).update(purpose).digest();
  return createHmac('sha256', own).update(content).digest('base64url');
}
