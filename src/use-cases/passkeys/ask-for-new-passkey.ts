import { randomBytes } from 'node:crypto';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import { PasskeyHandle } from '../../models/passkey-handle.ts';
import { Passkey } from '../../models/passkey.ts';
import type { Person } from '../../policies/actor.ts';
import { newPasskeyQuestion, type Asking } from '../../sign-on/passkeys/questions.ts';
import { MOST_PASSKEYS } from './own-passkeys.ts';

/** Bytes by which devices know a person. */
const HANDLE_BYTES = 32;

/** Drawn once; of two who draw at once the first counts. */
async function handleOf(userId: number): Promise<string> {
  const known = await PasskeyHandle.findByPk(userId);
  if (known !== null) return known.handle;
  const handle = randomBytes(HANDLE_BYTES).toString('base64url');
  await inTransaction(() => PasskeyHandle.bulkCreate([{ userId, handle }], { ignoreDuplicates: true }));
  return (await PasskeyHandle.findByPk(userId, { rejectOnEmpty: true })).handle;
}

/**
 * What a browser is asked for a new passkey of this person.
 *
 * @throws ConflictError where they have too many.
 */
export async function askForNewPasskey(person: Person, asking: Asking) {
  const own = await Passkey.findAll({ where: { userId: person.id } });
  if (own.length >= MOST_PASSKEYS)
    throw new ConflictError(`Nobody has more than ${MOST_PASSKEYS} passkeys. Remove one that is not used.`);
  const here = own.filter(({ rpId }) => rpId === asking.site.rpId);
  const handle = await handleOf(person.id);
  return newPasskeyQuestion(asking, { handle, username: person.username, name: person.name }, here);
}
