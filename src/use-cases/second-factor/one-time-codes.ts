import { Secret, TOTP } from 'otpauth';

/** How apps call the portal. */
const ISSUER = 'Alpha Lab IT';
/** How long a code is shown, in seconds. */
const PERIOD = 30;
/** How many steps a clock may be before or behind ours. */
const SKEW = 1;
const SECRET_BYTES = 20;
const DIGITS = /^\d{6}$/;

function codesOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), period: PERIOD });
}

/** Draws what somebody's codes are made of, in the letters and digits that apps take. */
export function drawSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What apps read from the picture. */
export function appAddress(secret: string, username: string): string {
  return codesOf(secret, username).toString();
}

/** A code as it was typed: with spaces in the middle, as apps show it, in any digits that people write. */
function plainCode(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[\s-]/g, '');
}

/**
 * The step of time, counted since 1970, of which this code is; undefined: it is of none near this moment.
 */
export function stepOf(secret: string, typed: string, now: Date): number | undefined {
  const token = plainCode(typed);
  if (!DIGITS.test(token)) return undefined;
  const delta = codesOf(secret, '').validate({ token, timestamp: now.getTime(), window: SKEW });
  if (delta === null) return undefined;
  return Math.floor(now.getTime() / 1000 / PERIOD) + delta;
}
