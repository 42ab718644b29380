import { createPublicKey } from 'node:crypto';
import { secretFault } from './secrets.ts';

/** What the main portal's signatures are checked with. */
export interface HandoverKey {
  /** `public`: the public half of its Ed25519 key, PEM; `secret`: a text that both know. */
  readonly kind: 'public' | 'secret';
  readonly text: string;
}

const PUBLIC_KEY = /^-----BEGIN PUBLIC KEY-----\n[\w+/=\n]+\n-----END PUBLIC KEY-----$/;

/** A key of several lines as it is, and as files of settings write it in one. */
function linesOf(value: string): string {
  return value
    .replaceAll(String.raw`\n`, '\n')
    .replaceAll('\r\n', '\n')
    .trim();
}

function isEd25519(pem: string): boolean {
  try {
    return PUBLIC_KEY.test(pem) && createPublicKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

/**
 * What begins with five dashes is a key in PEM, and all else a shared secret: a key of a kind that does not serve must not
 * become a secret that everybody may know.
 */
export function handoverKeyIn(value: string): HandoverKey {
  const pem = linesOf(value);
  return pem.startsWith('-----') ? { kind: 'public', text: pem } : { kind: 'secret', text: value };
}

/** What is wrong with the key, in words that follow `must`; undefined: nothing that can be seen. */
export function handoverKeyFault({ kind, text }: HandoverKey): string | undefined {
  if (kind === 'secret') return secretFault(text);
  return isEd25519(text) ? undefined : 'be an Ed25519 public key (PEM), if it begins with dashes';
}
