import { translateDatabaseError } from '../../database/errors.ts';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { lockRows } from './lock-rows.ts';
import type { Noun } from './noun.ts';
import { recordDeleted } from './record-change.ts';

/**
 * Deletes plain records, all of them or none.
 *
 * @param consider runs in the same transaction before anything is deleted; its result is returned.
 * @throws NotFoundError, ForbiddenError, or ConflictError when records that must stay refer to one of them.
 */
export async function deleteRecords<T = void>(
  actor: Actor,
  noun: Noun,
  ids: readonly number[],
  consider?: (ids: readonly number[]) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await inTransaction(async () => {
      const rows = await lockRows(actor, noun, ids);
      for (const row of rows) authorize(noun.policy, actor, 'delete', row);
      const considered = await consider?.(ids);
      for (const row of rows) {
        await recordDeleted(actor, row);
        await row.destroy();
      }
      return considered;
    });
  } catch (error) {
    // Also inside another transaction, which translates what the database says later.
    const refersToIt = translateDatabaseError(error) instanceof ConflictError;
    throw refersToIt && noun.inUse !== undefined ? new ConflictError(noun.inUse) : error;
  }
}
