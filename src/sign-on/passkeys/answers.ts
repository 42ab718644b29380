import {
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { decodeAttestationObject, decodeClientDataJSON, isoBase64URL } from '@simplewebauthn/server/helpers';
import type { Answered } from './challenges.ts';
import { PasskeyError } from './faults.ts';
import { ALGORITHMS, type Asking } from './questions.ts';

/** A passkey that a device made. */
export interface NewPasskey {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly aaguid: string;
  readonly isBackedUp: boolean;
  readonly challenge: Answered;
}

/** That somebody has a passkey, and made its device sure of themselves. */
export interface Proof {
  readonly counter: number;
  readonly isBackedUp: boolean;
  readonly challenge: Answered;
}

/** What is stored of a passkey that has to prove itself. */
export interface StoredPasskey {
  readonly credentialId: string;
  readonly publicKey: string;
}

/** What cannot be read, is not signed or does not fit is not believed; the library tells all of it by plain errors. */
async function believed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof PasskeyError ? error : new PasskeyError('forged', error);
  }
}

/** What the browser itself says: what was asked, and of whose page. Told apart, since it is what can be set wrong. */
function askedIn(clientData: string, { site, challenges, asked }: Asking): Answered {
  const { challenge, origin, crossOrigin } = decodeClientDataJSON(clientData);
  if (origin !== site.origin || crossOrigin === true) throw new PasskeyError('other_site');
  return challenges.read(asked, challenge);
}

/**
 * Browsers leave out what a device says of its make, since it was not asked for. What comes with certificates was not
 * sent by one, and checking it would have the portal call addresses that stand in them.
 */
function refuseCertificates(attestationObject: string): void {
  const told = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
  const format = told.get('fmt');
  const isPlain = format === 'none' || (format === 'packed' && told.get('attStmt').get('x5c') === undefined);
  if (!isPlain) throw new PasskeyError('certified');
}

/**
 * Looks at the answer to `newPasskeyQuestion`.
 *
 * @throws PasskeyError.
 */
export function readNewPasskey(answer: RegistrationResponseJSON, asking: Asking): Promise<NewPasskey> {
  return believed(async () => {
    const { clientDataJSON, attestationObject } = answer.response;
    const challenge = askedIn(clientDataJSON, asking);
    refuseCertificates(attestationObject);
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: answer,
      expectedChallenge: () => true,
      expectedOrigin: asking.site.origin,
      expectedRPID: asking.site.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) throw new PasskeyError('forged');
    const { credential, aaguid, credentialBackedUp } = registrationInfo;
    const publicKey = Buffer.from(credential.publicKey).toString('base64url');
    const made = { credentialId: credential.id, publicKey, counter: credential.counter, aaguid };
    return { ...made, isBackedUp: credentialBackedUp, challenge };
  });
}

/**
 * Looks at the answer to `passkeyQuestion`. Whether its count goes on from the stored one is for whoever stores it.
 *
 * @throws PasskeyError.
 */
export function readProof(
  answer: AuthenticationResponseJSON,
  { credentialId, publicKey }: StoredPasskey,
  asking: Asking,
): Promise<Proof> {
  return believed(async () => {
    const challenge = askedIn(answer.response.clientDataJSON, asking);
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: () => true,
      expectedOrigin: asking.site.origin,
      expectedRPID: asking.site.rpId,
      requireUserVerification: true,
      credential: {
        id: credentialId,
        publicKey: Uint8Array.from(Buffer.from(publicKey, 'base64url')),
        counter: 0,
      },
    });
    if (!verified) throw new PasskeyError('forged');
    const { newCounter, credentialBackedUp } = authenticationInfo;
    return { counter: newCounter, isBackedUp: credentialBackedUp, challenge };
  });
}
