import { z } from 'zod';
import { InvalidInputError } from '../../errors.ts';
import { requireRecentProof } from '../../journal/proof.ts';
import type { Person } from '../../policies/actor.ts';
import { trying } from '../people/attempts.ts';
import { countAtSecondStep } from '../people/sign-in-throttle.ts';
import { NO_CODE, takeEither } from './take-either.ts';

const MISSING = 'Enter a code of your app, or a recovery code.';

/** The field of a form that asks for a code of the app, or a recovery code. */
export const provenBy = z.string(MISSING).trim().min(1, MISSING).max(100, 'This is too long for a code.');

/**
 * Takes a code of somebody's app or a recovery code of theirs, for whoever sits at their open session.
 *
 * @param field where it was typed.
 * @throws ProofNeededError; InvalidInputError at this field; ThrottledError after too many wrong ones.
 */
export async function proveFactor(person: Person, code: string, field = 'code'): Promise<void> {
  // A code that is used up is not asked for once more after one's own credentials.
  requireRecentProof();
  if (code === '') throw new InvalidInputError({ [field]: MISSING });
  const counting = countAtSecondStep(person.id, undefined);
  if (!(await trying(counting, (attempt) => takeEither(person, code, attempt))))
    throw new InvalidInputError({ [field]: NO_CODE });
}
