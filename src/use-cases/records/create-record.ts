import type { Model } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import type { Changes } from '../../journal/events.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { rememberMade } from '../submissions/make-once.ts';
import type { Noun } from './noun.ts';
import { recordCreated } from './record-change.ts';

/**
 * Creates a plain record from values that the face has limited to what a form may set.
 *
 * @param besides writes, in the same transaction, what belongs to the row; returns what is told of it.
 * @throws ForbiddenError, or InvalidInputError at the fields.
 */
export async function createRecord(
  actor: Actor,
  noun: Noun,
  values: Readonly<Record<string, unknown>>,
  besides?: (row: Model) => Promise<Changes>,
): Promise<Model> {
  authorize(noun.policy, actor, 'create');
  return inTransaction(async () => {
    const row = await noun.model.create(values);
    await recordCreated(actor, row, await besides?.(row));
    await rememberMade(Number(row.get('id')));
    return row;
  });
}
