import { createHmac } from 'node:crypto';
import { KeyRing, type DerivedKey, type SecretKeySource } from '../database/key-ring.ts';

const ring = new KeyRing('alpha-lab journal 1', 'useJournalKey comes before the first event');

/** Names the secrets that the journal is proven with; what is derived from them serves nothing else. */
export function useJournalKey(secrets: string | SecretKeySource): void {
  ring.use(secrets);
}

/** Whether there is a key; a command that only changes the schema of a server may have none. */
export function hasJournalKey(): boolean {
  return ring.isSet;
}

/** The keys of the journal. */
export const journalKeys: Pick<KeyRing, 'present' | 'oldest' | 'all' | 'named'> = ring;

/**
 * The digest of a text that only those who know the secret can make; 64 hexadecimal digits.
 *
 * @throws Error before `useJournalKey`.
 */
export function keyedHash(text: string, { key }: DerivedKey = ring.present): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/** The same, short: 32 hexadecimal digits, 128 bits. */
export function keyedDigest(text: string, key: DerivedKey): string {
  return keyedHash(text, key).slice(0, 32);
}
