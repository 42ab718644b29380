import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';

/** Signs of a proof, hexadecimal: 64 bits, which nobody guesses mail by mail; addresses have no room for more. */
export const PROOF_LENGTH = 16;

let key: KeyObject | undefined;

/** Names the secret by which the portal knows again what it wrote into its mails. */
export function useMailKey(secret: string): void {
  key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'alpha-lab mail 1', 32)));
}

/**
 * What only this portal can write beside a text, in signs that survive a change of letter case.
 *
 * @throws Error before `useMailKey`.
 */
export function mailProof(text: string): string {
  if (key === undefined) throw new Error('useMailKey comes before the first mail');
  return createHmac('sha256', key).update(text).digest('hex').slice(0, PROOF_LENGTH);
}

/** Whether a proof that came from outside is that of the text; how long it takes tells nothing. */
export function provesMail(text: string, given: string): boolean {
  const proof = Buffer.from(mailProof(text));
  const claimed = Buffer.from(given.toLowerCase());
  return claimed.length === proof.length && timingSafeEqual(proof, claimed);
}
