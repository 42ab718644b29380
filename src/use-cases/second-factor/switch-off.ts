import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import { SecondFactor } from '../../models/second-factor.ts';
import type { Person } from '../../policies/actor.ts';
import { parseInput } from '../parse-input.ts';
import { loadActor } from '../people/load-actor.ts';
import { lockUsers } from '../people/lock-users.ts';
import { provenBy, proveFactor } from './prove-factor.ts';
import { forgetFactors } from './forget-factors.ts';

/** The field of the form. */
export const switchOffInput = z.object({ code: provenBy });

/** Said to whom a group requires one of. */
export const IS_REQUIRED =
  'A group of yours requires a second factor. Set up another app in place of this one instead.';

async function refuseRequired({ id }: Person): Promise<void> {
  if ((await loadActor(id))?.needsFactor === true) throw new ConflictError(IS_REQUIRED);
}

/**
 * Switches off somebody's own second factor: their recovery codes and remembered devices go with it.
 *
 * @throws ConflictError where a group of theirs requires one; InvalidInputError at `code`; ThrottledError.
 */
export async function switchOffFactor(person: Person, input: unknown): Promise<void> {
  const { code } = parseInput(switchOffInput, input);
  await refuseRequired(person);
  await proveFactor(person, code);
  await inTransaction(async () => {
    await lockUsers([person.id]);
    await refuseRequired(person);
    if ((await SecondFactor.count({ where: { userId: person.id } })) === 0) return;
    await forgetFactors(person.id);
    await record({ name: 'user.factor_switched_off', by: person, subjectId: person.id, details: {} });
  });
}
