import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import { Passkey } from '../../models/passkey.ts';
import type { Person } from '../../policies/actor.ts';
import { found } from '../../policies/policy.ts';
import { parseInput } from '../parse-input.ts';
import { loadActor } from '../people/load-actor.ts';
import { lockUsers } from '../people/lock-users.ts';
import { factorsOf, hasFactor } from '../second-factor/factors-of.ts';
import { forgetFactors } from '../second-factor/forget-factors.ts';
import { rowIdOr } from '../whole-number.ts';

/** Said to whom a group requires one of. */
export const LAST_IS_REQUIRED =
  'A group of yours requires a second factor, and this is the only one you have. Add another before you remove it.';

/** Which of one's own passkeys. */
export const removePasskeyInput = z.object({ id: rowIdOr('This is no passkey.') });

/** Nothing is left beside the password. */
async function leaveNone({ id }: Person): Promise<void> {
  if ((await loadActor(id))?.needsFactor === true) throw new ConflictError(LAST_IS_REQUIRED);
  await forgetFactors(id);
}

/**
 * Removes one of one's own passkeys: it signs in no more. With the last second factor go recovery codes and remembered
 * devices, which stand in for one.
 *
 * @throws ConflictError where a group of theirs requires a second factor, and it is the only one; NotFoundError for one that this person does not have.
 */
export async function removePasskey(person: Person, input: unknown): Promise<void> {
  const { id } = parseInput(removePasskeyInput, input);
  await inTransaction(async () => {
    await lockUsers([person.id]);
    const passkey = found(await Passkey.findOne({ where: { id, userId: person.id } }));
    await passkey.destroy();
    if (!hasFactor(await factorsOf(person.id))) await leaveNone(person);
    const details = { called: passkey.name };
    await record({ name: 'user.passkey_removed', by: person, subjectId: person.id, details });
  });
}
