import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { User } from '../../models/user.ts';
import type { Asking } from '../../sign-on/passkeys/questions.ts';
import { parseInput } from '../parse-input.ts';
import { trying } from '../people/attempts.ts';
import { loadActor, type SignedIn } from '../people/load-actor.ts';
import { openSession } from '../people/open-session.ts';
import { maySignInByPassword } from '../people/password-owners.ts';
import { requireOwner, tellRefusal } from '../people/sign-in-refusals.ts';
import type { Device } from '../people/sign-in-throttle.ts';
import { rowIdOr } from '../whole-number.ts';
import { proofInput, type PasskeyAnswer } from './passkey-input.ts';
import { countPasskeyFrom, countPasskeyOf } from './passkey-throttle.ts';
import { passkeyOf, provePasskey, usePasskey, type ProvenPasskey } from './prove-passkey.ts';
import { PasskeyRefusedError } from './refusals.ts';

/** What the form sends. */
export const passkeySignInInput = z.object({
  answer: proofInput,
  /** Whom a page was opened as that lost its session: nobody else goes on there. */
  openedAs: rowIdOr('This page names nobody.').optional(),
});

/** From where somebody comes, by which browser that may be known, and what that was asked. */
export interface ComingByPasskey {
  readonly address: string;
  readonly device: Device | undefined;
  readonly asking: Asking;
}

async function prove(answer: PasskeyAnswer, { device, asking }: ComingByPasskey): Promise<ProvenPasskey> {
  const passkey = await passkeyOf(answer);
  return trying(countPasskeyOf(passkey.userId, device), async (atAccount) => {
    const proven = await provePasskey(passkey, answer, asking);
    await atAccount.forgive();
    return proven;
  });
}

/** Whoever the passkey is of, where they may come in. */
async function personBehind({ userId }: ProvenPasskey['passkey']): Promise<SignedIn> {
  const signedIn = await loadActor(userId);
  if (signedIn === undefined) throw new PasskeyRefusedError('inactive', userId);
  const user = await User.findByPk(userId, { attributes: ['id', 'isSuperuser'], rejectOnEmpty: true });
  if (!maySignInByPassword(user)) throw new PasskeyRefusedError('sso_only', userId);
  return signedIn;
}

async function open(proven: ProvenPasskey, { actor }: SignedIn, device: Device | undefined): Promise<void> {
  await inTransaction(async () => {
    await usePasskey(proven);
    await openSession(actor, { through: 'passkey', device });
  });
}

/**
 * Lets in who proves to have a passkey, and to be its owner: that is both factors at once.
 *
 * @throws PasskeyRefusedError; ThrottledError after too many failures; ConflictError for somebody else than the page is of.
 */
export async function signInByPasskey(input: unknown, coming: ComingByPasskey): Promise<SignedIn> {
  const { answer, openedAs } = parseInput(passkeySignInInput, input);
  return trying(countPasskeyFrom(coming.address), async (fromAddress) => {
    try {
      const proven = await prove(answer, coming);
      const signedIn = await personBehind(proven.passkey);
      await fromAddress.takeBack();
      await requireOwner(signedIn.actor, openedAs);
      await open(proven, signedIn, coming.device);
      return signedIn;
    } catch (error) {
      if (error instanceof PasskeyRefusedError) await tellRefusal(error.userId, error.code);
      throw error;
    }
  });
}
