import { ForeignKeyConstraintError } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { deletionRefusal } from './deletion/deletion-impact.ts';
import { lockRows } from './lock-rows.ts';
import type { Noun } from './noun.ts';
import { recordDeleted } from './record-change.ts';

/** Whether something refers to a row; inside another transaction that is not in a person's words yet. */
const isReferredTo = (error: unknown): boolean =>
  error instanceof ForeignKeyConstraintError ||
  (error instanceof ConflictError && error.cause instanceof ForeignKeyConstraintError);

/**
 * Deletes plain records, all of them or none.
 *
 * @param consider runs in the same transaction before anything is deleted; its result is returned.
 * @throws NotFoundError, ForbiddenError, or ConflictError that names what must stay and refers to one of them.
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
    if (!isReferredTo(error)) throw error;
    const refusal = await deletionRefusal(actor, noun.model.tableName, [...new Set(ids)]);
    throw refusal === undefined ? error : new ConflictError(refusal);
  }
}
