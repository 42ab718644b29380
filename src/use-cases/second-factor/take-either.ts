import type { Person } from '../../policies/actor.ts';
import { recoverBy } from './recover-by.ts';
import { takeCode } from './take-code.ts';

/**
 * Takes a recovery code of somebody, or a code of their app, once. Recovery codes are looked at first: they are there for when
 * the secret of an app cannot be read.
 *
 * @returns whether it was one.
 * @throws UnavailableError where it is no recovery code, and codes of apps cannot be looked at.
 */
export async function takeEither(person: Person, code: string): Promise<boolean> {
  return (await recoverBy(person, code)) || takeCode(person.id, code);
}
