import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { Passkey } from '../../models/passkey.ts';
import { passkeyQuestion, type Asking } from '../../sign-on/passkeys/questions.ts';
import { parseInput } from '../parse-input.ts';
import { trying } from '../people/attempts.ts';
import { tellRefusal } from '../people/sign-in-refusals.ts';
import {
  awaitedPerson,
  letPass,
  type Awaited,
  type Passed,
  type SecondPlace,
} from '../second-factor/awaited.ts';
import { proofInput } from './passkey-input.ts';
import { countPasskeyFrom, countPasskeyOf } from './passkey-throttle.ts';
import { passkeyOf, provePasskey, usePasskey } from './prove-passkey.ts';
import { PasskeyRefusedError } from './refusals.ts';

/** The field of the form. */
export const passInput = z.object({ answer: proofInput });

/** Somebody's passkeys that answer to a page of this host. */
export function passkeysHere(userId: number, rpId: string): Promise<Passkey[]> {
  return Passkey.findAll({ where: { userId, rpId }, order: [['id', 'ASC']] });
}

/**
 * What a browser is asked for a passkey of whoever is awaited.
 *
 * @throws NobodyAwaitedError; PasskeyRefusedError for somebody who has none here.
 */
export async function askAwaited(awaited: Awaited, asking: Asking) {
  await awaitedPerson(awaited);
  const own = await passkeysHere(awaited.userId, asking.site.rpId);
  if (own.length === 0) throw new PasskeyRefusedError('unknown', awaited.userId);
  return passkeyQuestion(asking, own);
}

async function pass(awaited: Awaited, input: unknown, asking: Asking, place: SecondPlace): Promise<Passed> {
  const { answer } = parseInput(passInput, input);
  const { userId } = awaited;
  return trying(countPasskeyOf(userId, place.device), async (atPasskeys) => {
    const proven = await provePasskey(await passkeyOf(answer), answer, asking, userId);
    const passed = await inTransaction(async () => {
      await usePasskey(proven);
      return letPass(awaited, 'passkey', place);
    });
    await atPasskeys.forgive();
    return passed;
  });
}

/**
 * Signs in somebody whose password was right by a passkey of theirs.
 *
 * @throws PasskeyRefusedError; ThrottledError after too many failures; NobodyAwaitedError.
 */
export async function passByPasskey(
  awaited: Awaited,
  input: unknown,
  asking: Asking,
  place: SecondPlace,
): Promise<Passed> {
  await awaitedPerson(awaited);
  return trying(countPasskeyFrom(place.address, awaited.userId), async (fromAddress) => {
    try {
      const passed = await pass(awaited, input, asking, place);
      await fromAddress.takeBack();
      return passed;
    } catch (error) {
      if (error instanceof PasskeyRefusedError) await tellRefusal(awaited.userId, error.code);
      throw error;
    }
  });
}
