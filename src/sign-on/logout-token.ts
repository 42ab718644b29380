import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { ProviderError } from './faults.ts';

/** Finds the provider's key for a token. */
export type Keys = JWTVerifyGetKey;

/** Whom a provider signed out. */
export interface Logout {
  readonly issuer: string;
  readonly subject: string | undefined;
  /** Of the session; undefined: of all that the person has. */
  readonly session: string | undefined;
  /** Of this order and no other. */
  readonly id: string;
  /** When it is too old for everybody. */
  readonly expires: Date;
}

/** By what an order is believed. */
export interface LogoutTrust {
  readonly keys: Keys | undefined;
  readonly issuer: string;
  readonly audience: string;
  /** How far the clocks may differ. */
  readonly skewSeconds: number;
}

/** How old an order may be, in seconds. */
const LIFE_SECONDS = 5 * 60;
/** Longest one that is looked at, in characters. */
const LONGEST = 20_000;
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** What providers sign with; a secret that both know is none of these. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

const name = z.string().min(1).max(1000);
const claims = z
  .object({
    jti: name,
    sub: name.optional(),
    sid: name.optional(),
    events: z.object({ [EVENT]: z.object({}) }),
    /** An ID token has one, and must not be taken for an order. */
    nonce: z.undefined().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);

function faultOf(error: unknown): ProviderError {
  if (error instanceof errors.JWTExpired) return new ProviderError('expired', error);
  // Of fetch: nobody answered; and what answered was no set of keys.
  const isAway = error instanceof TypeError || error instanceof errors.JWKSTimeout;
  const isNoAnswer = error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC';
  return new ProviderError(isAway || isNoAnswer ? 'away' : 'forged', error);
}

/**
 * Reads what a provider sends when somebody signed out there, as Back-Channel Logout 1.0 says.
 *
 * @throws ProviderError.
 */
export async function readLogout(token: string, trust: LogoutTrust): Promise<Logout> {
  const { keys, issuer, audience, skewSeconds } = trust;
  if (keys === undefined || token.length > LONGEST) throw new ProviderError('forged');
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    algorithms: ALGORITHMS,
    issuer,
    audience,
    clockTolerance: skewSeconds,
    maxTokenAge: LIFE_SECONDS,
    requiredClaims: ['iat', 'jti'],
  }).catch((error: unknown) => {
    throw faultOf(error);
  });
  const parsed = claims.safeParse(payload);
  const { typ } = protectedHeader;
  const isOrder = typ === undefined || /^(?:application\/)?(?:logout\+)?jwt$/i.test(typ);
  if (!parsed.success || !isOrder) throw new ProviderError('malformed', parsed.error);
  const { jti: id, sub: subject, sid: session } = parsed.data;
  const expires = new Date(((payload.iat ?? 0) + LIFE_SECONDS + 2 * skewSeconds) * 1000);
  return { issuer, subject, session, id, expires };
}
