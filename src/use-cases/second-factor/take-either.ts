import type { Person } from '../../policies/actor.ts';
import type { Attempt } from '../people/attempts.ts';
import { recoverBy } from './recover-by.ts';
import { takeCode } from './take-code.ts';

/**
 * Takes a recovery code of somebody, or a code of their app, once, by an attempt that is counted. Recovery codes are looked at first: they are there for when
 * the secret of an app cannot be read.
 *
 * @returns whether it was one.
 * @throws UnavailableError where it is no recovery code, and codes of apps cannot be looked at.
 */
export async function takeEither(person: Person, code: string, attempt: Attempt): Promise<boolean> {
  const isRight = (await recoverBy(person, code)) || (await takeCode(person.id, code));
  if (isRight) await attempt.forgive();
  return isRight;
}

/** Told at the field of a code that counts for nothing. */
export const NO_CODE = 'This code is not right, or was used already. Wait for the next one of your app.';
