import { inTransaction } from '../../database/transaction.ts';
import type { Actor } from '../../policies/actor.ts';
import { makeOnce, rememberMade, type SentForm } from './make-once.ts';

/**
 * Does something once for a form that is sent, however often it comes and whatever dies meanwhile: that it was done is
 * remembered in the transaction that does it.
 *
 * @param act changes nothing but the database, and quickly; returns a number that tells what it did, if there is one.
 * @returns that number, also of the time before; 0 where there is none.
 * @throws whatever `act` throws.
 */
export function actOnce(actor: Actor, form: SentForm, act: () => unknown): Promise<number> {
  return makeOnce(actor, form, () =>
    inTransaction(async () => {
      const outcome = await act();
      if (outcome !== undefined && typeof outcome !== 'number')
        throw new Error('what is done once is told by a number');
      await rememberMade(outcome ?? 0);
      return outcome ?? 0;
    }),
  );
}
