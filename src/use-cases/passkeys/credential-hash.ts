import { createHash } from 'node:crypto';

/** By what a passkey is found: an id is its bytes, however it is written. */
export function credentialHash(credentialId: string): string {
  return createHash('sha256').update(Buffer.from(credentialId, 'base64url')).digest('hex');
}
