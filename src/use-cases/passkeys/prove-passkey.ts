import { Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { PasskeyHandle } from '../../models/passkey-handle.ts';
import { Passkey } from '../../models/passkey.ts';
import { readProof, type Proof } from '../../sign-on/passkeys/answers.ts';
import { PasskeyError } from '../../sign-on/passkeys/faults.ts';
import type { Asking } from '../../sign-on/passkeys/questions.ts';
import { credentialHash } from './credential-hash.ts';
import type { PasskeyAnswer } from './passkey-input.ts';
import { PasskeyRefusedError } from './refusals.ts';
import { useChallenge } from './use-challenge.ts';

/** Somebody's passkey that proved itself; it counts once `usePasskey` has taken it. */
export interface ProvenPasskey {
  readonly passkey: Passkey;
  readonly proof: Proof;
}

/**
 * The passkey that answers.
 *
 * @throws PasskeyRefusedError for one that nobody here has.
 */
export async function passkeyOf({ id }: PasskeyAnswer): Promise<Passkey> {
  const passkey = await Passkey.findOne({ where: { credentialHash: credentialHash(id) } });
  if (passkey === null) throw new PasskeyRefusedError('unknown');
  return passkey;
}

/** A passkey says by itself whose it is; one that was asked for among others need not. */
async function requireOwner(passkey: Passkey, answer: PasskeyAnswer, isNamed: boolean): Promise<void> {
  const { userHandle = '' } = answer.response;
  if (isNamed && userHandle === '') return;
  const known = await PasskeyHandle.findByPk(passkey.userId);
  if (known?.handle !== userHandle) throw new PasskeyRefusedError('other_person', passkey.userId);
}

/**
 * Whether the answer is this passkey's, to what it was asked.
 *
 * @param userId whose it has to be, where that is known already.
 * @throws PasskeyRefusedError.
 */
export async function provePasskey(
  passkey: Passkey,
  answer: PasskeyAnswer,
  asking: Asking,
  userId?: number,
): Promise<ProvenPasskey> {
  if (userId !== undefined && passkey.userId !== userId)
    throw new PasskeyRefusedError('other_person', userId);
  const proof = await readProof(answer, passkey, asking).catch((error: unknown) => {
    throw error instanceof PasskeyError ? new PasskeyRefusedError(error.fault, passkey.userId) : error;
  });
  await requireOwner(passkey, answer, userId !== undefined);
  return { passkey, proof };
}

/** From what the count goes on; what never counts stays at 0. */
function before(counter: number) {
  return counter === 0 ? 0 : { [Op.lt]: counter };
}

/**
 * Takes a proof in the running transaction, once.
 *
 * @throws PasskeyRefusedError for one that was taken; where the passkey counts backwards, as a copy of it would; where it
 *   was removed meanwhile.
 */
export async function usePasskey({ passkey, proof }: ProvenPasskey): Promise<void> {
  const { id, userId } = passkey;
  const { counter, isBackedUp, challenge } = proof;
  await useChallenge(challenge, userId);
  const values = { counter, backedUp: isBackedUp, lastUsedAt: presentMoment() };
  const [count] = await Passkey.update(values, { where: { id, counter: before(counter) } });
  if (count === 1) return;
  throw new PasskeyRefusedError(
    (await Passkey.count({ where: { id } })) === 0 ? 'unknown' : 'counter',
    userId,
  );
}
