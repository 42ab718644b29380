import { createHmac, timingSafeEqual } from 'node:crypto';
import { KeyRing, type DerivedKey, type SecretKeySource } from '../database/key-ring.ts';

/** Signs of a proof, hexadecimal: 64 bits, which nobody guesses mail by mail; addresses have no room for more. */
export const PROOF_LENGTH = 16;

const ring = new KeyRing('alpha-lab mail 1', 'useMailKey comes before the first mail');

/** Names the secrets by which the portal knows again what it wrote into its mails. */
export function useMailKey(secrets: string | SecretKeySource): void {
  ring.use(secrets);
}

function proofWith({ key }: DerivedKey, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex').slice(0, PROOF_LENGTH);
}

/**
 * What only this portal can write beside a text, in signs that survive a change of letter case.
 *
 * @throws Error before `useMailKey`.
 */
export function mailProof(text: string): string {
  return proofWith(ring.present, text);
}

/** Whether a proof that came from outside is that of the text, by any key that is known; how long it takes tells nothing. */
export function provesMail(text: string, given: string): boolean {
  const claimed = Buffer.from(given.toLowerCase());
  const proofs = ring.all.map((key) => Buffer.from(proofWith(key, text)));
  return proofs.some((proof) => claimed.length === proof.length && timingSafeEqual(proof, claimed));
}
