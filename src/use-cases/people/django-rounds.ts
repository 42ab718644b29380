import { select } from '../../database/select.ts';
import { DJANGO_PREFIX, MOST_ROUNDS } from './django-password.ts';

/** For how long it is remembered, in milliseconds: old passwords only become fewer, but for an import. */
const REMEMBERED_MS = 60_000;

let remembered: { readonly rounds: number; readonly until: number } | undefined;

/** Forgets how many there were, after an import. */
export function forgetDjangoRounds(): void {
  remembered = undefined;
}

/** Of each hash what stands before its salt; few differ. */
const ROUNDS = `SELECT DISTINCT SUBSTR(password_hash, ${DJANGO_PREFIX.length + 1}, 8) AS rounds FROM users
  WHERE password_hash LIKE '${DJANGO_PREFIX.slice(0, -1)}_%'`;

async function readRounds(): Promise<number> {
  const rows = await select<{ rounds: string }>(ROUNDS, {});
  return Math.max(0, ...rows.map(({ rounds }) => Math.min(Number.parseInt(rounds, 10) || 0, MOST_ROUNDS)));
}

/** The most rounds of any password that came from the old portal and was not used since; 0 where there is none. */
export async function djangoRounds(now: number = performance.now()): Promise<number> {
  if (remembered === undefined || remembered.until < now)
    remembered = { rounds: await readRounds(), until: now + REMEMBERED_MS };
  return remembered.rounds;
}
