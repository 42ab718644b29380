import { X509Certificate } from 'node:crypto';
import { FileFault, readSmallFile } from './files.ts';

/** Largest file of authorities, in bytes: systems and providers have hundreds in one. */
const MOST_BYTES = 2_000_000;

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*(?:-----END CERTIFICATE-----)?/g;

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

/**
 * The authorities in a file (PEM). Those that cannot be read would be passed over without a word, with all that follow
 * them, and each connection be refused.
 *
 * @throws FileFault, in words that follow the setting's name.
 */
export function authoritiesIn(path: string): string {
  const text = readSmallFile(path, MOST_BYTES);
  const all = text.match(CERTIFICATE) ?? [];
  if (all.length === 0) throw new FileFault('must name a file of certificates (PEM)');
  if (all.every(isCertificate)) return text;
  throw new FileFault(
    'must name a file of certificates (PEM) that can be read: one in it is broken or cut off',
  );
}
