import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import type { Person } from '../../policies/actor.ts';
import { parseInput } from '../parse-input.ts';
import { lockUsers } from '../people/lock-users.ts';
import { factorsOf, hasFactor } from './factors-of.ts';
import { provenBy, proveFactor } from './prove-factor.ts';
import { drawRecoveryCodes } from './recovery-codes.ts';

/** The field of the form. */
export const drawCodesInput = z.object({ code: provenBy });

/**
 * Draws new recovery codes in the place of somebody's own, for whoever gives a code of their app.
 *
 * @returns them; they are shown this once.
 * @throws ConflictError for somebody without a second factor; InvalidInputError at `code`; ThrottledError.
 */
export async function drawCodesAnew(person: Person, input: unknown): Promise<string[]> {
  const { code } = parseInput(drawCodesInput, input);
  await proveFactor(person, code);
  return inTransaction(async () => {
    await lockUsers([person.id]);
    if (!hasFactor(await factorsOf(person.id)))
      throw new ConflictError('You have no second factor any more.');
    await record({ name: 'user.factor_codes_drawn', by: person, subjectId: person.id, details: {} });
    return drawRecoveryCodes(person.id);
  });
}
