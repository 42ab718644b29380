import { UniqueConstraintError } from 'sequelize';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { takeTurns } from '../../database/turns.ts';
import { ConflictError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import { Passkey } from '../../models/passkey.ts';
import { User } from '../../models/user.ts';
import type { Person } from '../../policies/actor.ts';
import { readNewPasskey } from '../../sign-on/passkeys/answers.ts';
import { PasskeyError } from '../../sign-on/passkeys/faults.ts';
import type { Asking } from '../../sign-on/passkeys/questions.ts';
import { parseInput } from '../parse-input.ts';
import { endOtherSessions } from '../second-factor/end-other-sessions.ts';
import { factorsOf, hasFactor } from '../second-factor/factors-of.ts';
import { drawRecoveryCodes } from '../second-factor/recovery-codes.ts';
import { credentialHash } from './credential-hash.ts';
import { MOST_PASSKEYS } from './own-passkeys.ts';
import { newPasskeyInput } from './passkey-input.ts';
import { PasskeyRefusedError } from './refusals.ts';
import { useChallenge } from './use-challenge.ts';

async function refuseTooMany(userId: number): Promise<void> {
  await takeTurns(`person:${userId}`);
  const user = await User.findByPk(userId, { attributes: ['id', 'isActive'], ...forUpdate() });
  if (user?.isActive !== true) throw new PasskeyRefusedError('inactive', userId);
  if ((await Passkey.count({ where: { userId } })) < MOST_PASSKEYS) return;
  throw new ConflictError(`Nobody has more than ${MOST_PASSKEYS} passkeys. Remove one that is not used.`);
}

/** Whose one is that is there already is told to nobody. */
function refuseKnown(error: unknown): never {
  throw error instanceof UniqueConstraintError ? new PasskeyRefusedError('known') : error;
}

/**
 * Adds a passkey that a device made for this person. With their first second factor their other sessions end.
 *
 * @param sid what is stored of the id of the session that they sit at; none: all end.
 * @returns recovery codes, which are shown this once, where it is their first second factor, or they have none left.
 * @throws PasskeyRefusedError for an answer that counts for nothing; InvalidInputError at the name; ConflictError where they
 *   have too many.
 */
export async function addPasskey(
  person: Person,
  input: unknown,
  asking: Asking,
  sid = '',
): Promise<string[]> {
  const { name, answer } = parseInput(newPasskeyInput, input);
  const made = await readNewPasskey(answer, asking).catch((error: unknown) => {
    throw error instanceof PasskeyError ? new PasskeyRefusedError(error.fault, person.id) : error;
  });
  const { credentialId, publicKey, counter, aaguid, isBackedUp, challenge } = made;
  const transports = (answer.response.transports ?? []).join(',');
  return inTransaction(async () => {
    await useChallenge(challenge, person.id);
    await refuseTooMany(person.id);
    const factors = await factorsOf(person.id);
    if (!hasFactor(factors)) await endOtherSessions(person, sid);
    await Passkey.create({
      userId: person.id,
      rpId: asking.site.rpId,
      credentialId,
      credentialHash: credentialHash(credentialId),
      publicKey,
      counter,
      transports,
      aaguid,
      name,
      backedUp: isBackedUp,
    }).catch(refuseKnown);
    await record({
      name: 'user.passkey_added',
      by: person,
      subjectId: person.id,
      details: { called: name },
    });
    // What stands in for a lost device; whoever has an app draws new ones by its code.
    return factors.app === undefined && factors.recoveryCodes === 0 ? drawRecoveryCodes(person.id) : [];
  });
}
