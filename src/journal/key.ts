import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

let key: KeyObject | undefined;

/** Names the secret that the journal is proven with; what is derived from it serves nothing else. */
export function useJournalKey(secret: string): void {
  key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'alpha-lab journal 1', 32)));
}

/** Whether there is a key; a command that only changes the schema of a server may have none. */
export function hasJournalKey(): boolean {
  return key !== undefined;
}

/**
 * The digest of a text that only those who know the secret can make; 64 hexadecimal digits.
 *
 * @throws Error before `useJournalKey`.
 */
export function keyedHash(text: string): string {
  if (key === undefined) throw new Error('useJournalKey comes before the first event');
  return createHmac('sha256', key).update(text).digest('hex');
}

/** The same, short: 32 hexadecimal digits, 128 bits. */
export function keyedDigest(text: string): string {
  return keyedHash(text).slice(0, 32);
}
