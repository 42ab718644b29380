import { inTransaction } from '../../database/transaction.ts';
import { StaleError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { lockRows } from './lock-rows.ts';
import type { Noun } from './noun.ts';

/**
 * Does something with a record as long as it is as somebody saw it, in one transaction that begins by locking it.
 *
 * @param version the one that was seen; undefined: whatever is there.
 * @throws NotFoundError where the record is not theirs to know; StaleError where it changed since; whatever `work` throws.
 */
export async function asOfVersion<T>(
  actor: Actor,
  noun: Noun,
  id: number,
  version: number | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (version === undefined) return work();
  return inTransaction(async () => {
    const [row] = await lockRows(actor, noun, [id]);
    if (row?.get('version') !== version)
      throw new StaleError('Somebody changed this after you saw it. Look at what is there now, then repeat.');
    return work();
  });
}
