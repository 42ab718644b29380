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
import { factorsOf } from './factors-of.ts';
import { forgetFactors } from './forget-factors.ts';

/** The field of the form. */
export const switchOffInput = z.object({ code: provenBy });

/** Said to whom a group requires one of. */
export const IS_REQUIRED =
  'A group of yours requires a second factor. Set up another app in place of this one instead.';

async function refuseRequired({ id }: Person): Promise<void> {
  const { passkeys } = await factorsOf(id);
  if (passkeys === 0 && (await loadActor(id))?.needsFactor === true) throw new ConflictError(IS_REQUIRED);
}

/** What stands in for an app, or follows from it, goes with it, unless it also stands in for passkeys. */
async function forget(userId: number): Promise<void> {
  const { passkeys } = await factorsOf(userId);
  if (passkeys === 0) await forgetFactors(userId);
  else await SecondFactor.destroy({ where: { userId } });
}

/**
 * Switches off the app that is somebody's own second factor: their recovery codes and remembered devices go with it, unless
 * they have passkeys.
 *
 * @throws ConflictError where a group of theirs requires one, and they have nothing else; InvalidInputError at `code`; ThrottledError.
 */
export async function switchOffFactor(person: Person, input: unknown): Promise<void> {
  const { code } = parseInput(switchOffInput, input);
  await refuseRequired(person);
  await proveFactor(person, code);
  await inTransaction(async () => {
    await lockUsers([person.id]);
    await refuseRequired(person);
    if ((await SecondFactor.count({ where: { userId: person.id } })) === 0) return;
    await forget(person.id);
    await record({ name: 'user.factor_switched_off', by: person, subjectId: person.id, details: {} });
  });
}
