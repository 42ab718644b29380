import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { CHALLENGE_MS, type Asked, type Challenges } from './challenges.ts';
import type { PasskeySite } from './passkey-site.ts';

/** Ed25519, ES256, RS256: what devices have and every Node can check. */
export const ALGORITHMS = [-8, -7, -257];

/** By whom, where and for what a passkey is asked. */
export interface Asking {
  readonly site: PasskeySite;
  readonly challenges: Challenges;
  readonly asked: Asked;
}

/** A passkey, as browsers are told of it. */
export interface KnownPasskey {
  readonly credentialId: string;
  /** With commas between them. */
  readonly transports: string;
}

/** Whose a new passkey is to be. */
export interface PasskeyOwner {
  /** Base64url. */
  readonly handle: string;
  readonly username: string;
  readonly name: string;
}

type Transport = 'ble' | 'cable' | 'hybrid' | 'internal' | 'nfc' | 'smart-card' | 'usb';

function described({ credentialId, transports }: KnownPasskey) {
  return { id: credentialId, transports: transports.split(',').filter((one) => one !== '') as Transport[] };
}

/** Bytes with a memory of their own: what Node gives out of its pool is of another type. */
const bytes = (of: Buffer): Uint8Array<ArrayBuffer> => Uint8Array.from(of);

/**
 * What a browser is asked for a new passkey: one that knows by itself whose it is, and that makes sure of its owner.
 *
 * @param own those that are there already; a device has one of a person.
 */
export function newPasskeyQuestion(
  { site, challenges, asked }: Asking,
  owner: PasskeyOwner,
  own: readonly KnownPasskey[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: 'Alpha Lab IT',
    rpID: site.rpId,
    userID: bytes(Buffer.from(owner.handle, 'base64url')),
    userName: owner.username,
    userDisplayName: owner.name,
    challenge: bytes(challenges.ask(asked)),
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: own.map(described),
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

/**
 * What a browser is asked for a passkey that is there.
 *
 * @param those of whom it is known who they are; none: any that the device has for this site.
 */
export function passkeyQuestion(
  { site, challenges, asked }: Asking,
  those: readonly KnownPasskey[] = [],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: site.rpId,
    challenge: bytes(challenges.ask(asked)),
    timeout: CHALLENGE_MS,
    userVerification: 'required',
    ...(those.length === 0 ? {} : { allowCredentials: those.map(described) }),
  });
}
