import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import type { Person } from '../../policies/actor.ts';
import { passkeyQuestion, type Asking } from '../../sign-on/passkeys/questions.ts';
import { parseInput } from '../parse-input.ts';
import { trying } from '../people/attempts.ts';
import { requireOwner, tellRefusal } from '../people/sign-in-refusals.ts';
import { rowIdOr } from '../whole-number.ts';
import { passkeysHere } from './pass-by-passkey.ts';
import { proofInput } from './passkey-input.ts';
import { countPasskeyOf } from './passkey-throttle.ts';
import { passkeyOf, provePasskey, usePasskey } from './prove-passkey.ts';
import { PasskeyRefusedError } from './refusals.ts';

/** The fields of the form. */
export const confirmByPasskeyInput = z.object({
  answer: proofInput,
  /** Whom a page was opened as: nobody else confirms there. */
  openedAs: rowIdOr('This page names nobody.').optional(),
});

/**
 * What a browser is asked for a passkey of somebody who confirms that it is they.
 *
 * @throws PasskeyRefusedError for somebody who has none here.
 */
export async function askOwn({ id }: Person, asking: Asking) {
  const own = await passkeysHere(id, asking.site.rpId);
  if (own.length === 0) throw new PasskeyRefusedError('unknown', id);
  return passkeyQuestion(asking, own);
}

async function confirm(person: Person, input: unknown, asking: Asking): Promise<void> {
  const { answer, openedAs } = parseInput(confirmByPasskeyInput, input);
  await requireOwner(person, openedAs);
  await trying(countPasskeyOf(person.id, undefined), async (attempt) => {
    const proven = await provePasskey(await passkeyOf(answer), answer, asking, person.id);
    await inTransaction(async () => {
      await usePasskey(proven);
      const details = { through: 'passkey' as const };
      await record({ name: 'session.confirmed', by: person, subjectId: person.id, details });
    });
    await attempt.forgive();
  });
}

/**
 * Makes sure by a passkey of theirs that it is still they who sit at their open session; whoever calls this notes it in the
 * session.
 *
 * @throws PasskeyRefusedError; ThrottledError after too many failures; ConflictError for somebody else than the page is of.
 */
export async function confirmByPasskey(person: Person, input: unknown, asking: Asking): Promise<void> {
  try {
    await confirm(person, input, asking);
  } catch (error) {
    if (error instanceof PasskeyRefusedError) await tellRefusal(person.id, error.code);
    throw error;
  }
}
