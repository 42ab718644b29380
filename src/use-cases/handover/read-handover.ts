import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import { presentMoment } from '../../database/present-moment.ts';
import { HandoverRefusedError } from './handover-refused.ts';

/** Longest time from the making of a hand-over to its end, in seconds. */
export const LIFE_SECONDS = 60;
/** How far the clocks of the two portals may differ, in seconds. */
export const SKEW_SECONDS = 30;
/** Longest one that is looked at, in characters. */
const LONGEST = 60_000;

/** What the main portal's signatures are checked with, and for whom it has to make its hand-overs. */
export interface HandoverTrust {
  readonly key: { readonly kind: 'public' | 'secret'; readonly text: string };
  /** This portal, as the main portal names it. */
  readonly audience: string;
}

const shortText = z.string().max(1000).optional();
const number = z.number().int().transform(String);

const claims = z.object({
  /** The main portal's ID of the person. */
  sub: z.string().max(1000),
  /** Of this hand-over, and of no other. */
  jti: z.string().min(1).max(1000),
  iat: z.number(),
  exp: z.number(),
  /** The page to open. */
  next: z.string().max(2000).optional(),
  /** What a new complaint begins with. */
  complaint: z
    .object({
      title: shortText,
      description: z.string().max(20_000).optional(),
      typeId: z.union([number, z.string().max(20)]).optional(),
      urgency: shortText,
      location: shortText,
    })
    .optional(),
});

/** What the main portal says. */
export type Handover = z.output<typeof claims>;

/** The key alone says how it was signed: a public key that is taken for a secret would let everybody in. */
const ALGORITHMS = { public: ['EdDSA', 'Ed25519'], secret: ['HS256'] } as const;

function keyFrom({ kind, text }: HandoverTrust['key']): KeyObject {
  return kind === 'public' ? createPublicKey(text) : createSecretKey(text, 'utf8');
}

function refusalOf(error: unknown): HandoverRefusedError {
  if (error instanceof errors.JWTExpired) return new HandoverRefusedError('expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return new HandoverRefusedError('elsewhere');
    // Something that is to come: a clock is wrong.
    const isEarly = error.reason === 'check_failed' && ['iat', 'nbf'].includes(error.claim);
    return new HandoverRefusedError(isEarly ? 'expired' : 'malformed');
  }
  if (error instanceof errors.JOSEError) return new HandoverRefusedError('forged');
  throw error;
}

async function verified(token: string, { key, audience }: HandoverTrust): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keyFrom(key), {
      algorithms: [...ALGORITHMS[key.kind]],
      audience,
      clockTolerance: SKEW_SECONDS,
      maxTokenAge: LIFE_SECONDS,
      requiredClaims: ['sub', 'jti', 'iat', 'exp'],
      currentDate: presentMoment(),
    });
    return payload;
  } catch (error) {
    throw refusalOf(error);
  }
}

/**
 * Reads a hand-over, and believes it where the main portal signed it for this portal within the last minute.
 *
 * @throws HandoverRefusedError.
 */
export async function readHandover(token: unknown, trust: HandoverTrust): Promise<Handover> {
  if (typeof token !== 'string' || token.length > LONGEST) throw new HandoverRefusedError('forged');
  const parsed = claims.safeParse(await verified(token, trust));
  if (!parsed.success) throw new HandoverRefusedError('malformed');
  const { iat, exp } = parsed.data;
  if (exp - iat > LIFE_SECONDS) throw new HandoverRefusedError('malformed');
  return parsed.data;
}
