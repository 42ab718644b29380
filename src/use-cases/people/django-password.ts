import { pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { inTurn } from './hash-queue.ts';

const derive = promisify(pbkdf2);

/** How a password of the old portal begins, which Django stored as `pbkdf2_sha256$rounds$salt$digest`. */
export const DJANGO_PREFIX = 'pbkdf2_sha256$';
/** With more rounds, whoever signs in would hold others up for many seconds; Django itself is far below. */
export const MOST_ROUNDS = 5_000_000;
/** As much as the column holds. */
const MOST_LENGTH = 100;
const DIGEST_BYTES = 32;

interface DjangoHash {
  readonly rounds: number;
  readonly salt: string;
  readonly digest: Buffer;
}

function readHash(hash: string): DjangoHash | undefined {
  const match = /^pbkdf2_sha256\$([1-9]\d{0,7})\$([^$]+)\$([A-Za-z0-9+/]{43}=)$/.exec(hash);
  const rounds = Number(match?.[1] ?? 0);
  if (match === null || rounds > MOST_ROUNDS || hash.length > MOST_LENGTH) return undefined;
  return { rounds, salt: match[2] ?? '', digest: Buffer.from(match[3] ?? '', 'base64') };
}

/** How many rounds it takes to look at such a hash; 0 for any other, by which nobody signs in so. */
export function djangoRoundsOf(hash: string | undefined): number {
  return hash === undefined ? 0 : (readHash(hash)?.rounds ?? 0);
}

/**
 * Whether the password is the one of a hash that Django made.
 *
 * @throws UnavailableError when too many passwords are being looked at.
 */
export async function verifyDjangoPassword(password: string, hash: string): Promise<boolean> {
  const known = readHash(hash);
  if (known === undefined) return false;
  const { rounds, salt, digest } = known;
  const found = await inTurn(() => derive(password, salt, rounds, DIGEST_BYTES, 'sha256'));
  return timingSafeEqual(found, digest);
}

/** Takes as long as so many rounds do, so that nobody learns by the clock whose password is an old one. */
export async function spendRounds(rounds: number): Promise<void> {
  if (rounds > 0) await inTurn(() => derive('no password', 'no salt', rounds, DIGEST_BYTES, 'sha256'));
}
