import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';

/** A secret that both portals know. */
export const SHARED = 'what both portals know, and nobody else';

/** A key of the main portal's own, and its public half as a setting has it. */
export function keyPair(): { readonly own: KeyObject; readonly pem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { own: privateKey, pem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

/** What a hand-over says beside whom it is of; undefined takes a claim out. */
export interface Said {
  readonly sub?: unknown;
  readonly aud?: unknown;
  readonly jti?: unknown;
  /** Seconds from now. */
  readonly iat?: number | undefined;
  readonly exp?: number | undefined;
  readonly next?: unknown;
  readonly complaint?: unknown;
}

/** The claims of a hand-over that is in order, but for what is said otherwise. */
export function claimsOf(said: Said): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  const { iat, exp, ...rest } = { aud: 'alpha-lab-it', jti: randomUUID(), iat: 0, exp: 60, ...said };
  const moments = {
    ...(iat === undefined ? {} : { iat: now + iat }),
    ...(exp === undefined ? {} : { exp: now + exp }),
  };
  const given = Object.entries({ ...rest, ...moments }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

/** Signs claims with an Ed25519 key, or with a secret. */
export function signed(claims: JWTPayload, key: KeyObject | string, alg?: string): Promise<string> {
  const isSecret = typeof key === 'string';
  const header = { alg: alg ?? (isSecret ? 'HS256' : 'EdDSA') };
  return new SignJWT(claims).setProtectedHeader(header).sign(isSecret ? new TextEncoder().encode(key) : key);
}

/** Claims that nobody signed. */
export function unsigned(claims: JWTPayload): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}
