import { z } from 'zod';
import { InvalidInputError } from '../../errors.ts';
import type { Person } from '../../policies/actor.ts';
import { trying } from '../people/attempts.ts';
import { counted, tellRefusal } from '../people/sign-in-refusals.ts';
import { countAtConfirmedStep } from '../people/sign-in-throttle.ts';
import type { DueFactor } from './due-factor.ts';
import { GUESSED } from './give-second-factor.ts';
import { NO_CODE, takeEither } from './take-either.ts';

const MISSING: Readonly<Record<DueFactor, string>> = {
  app: 'Enter a code of your app, or a recovery code.',
  recovery: 'Enter a recovery code.',
};

/** The field of a form that asks for a second factor beside other credentials. */
export const factorField = z.string().trim().max(100, 'This is too long for a code.').catch('');

/**
 * Takes a second factor of somebody who gave their other credentials at their open session.
 *
 * @throws InvalidInputError at `code`; ThrottledError after too many wrong ones; UnavailableError where nobody could look at it.
 */
export async function confirmByFactor(person: Person, due: DueFactor, code: string): Promise<void> {
  if (code === '') throw new InvalidInputError({ code: MISSING[due] });
  await trying(counted(countAtConfirmedStep(person.id), person.id), async (attempt) => {
    if (await takeEither(person, code, attempt)) return;
    await tellRefusal(person.id, (await attempt.fail()) ? GUESSED : 'wrong_code');
    throw new InvalidInputError({ code: NO_CODE });
  });
}
