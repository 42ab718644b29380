import { AppError, ProofNeededError } from '../../errors.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { updateUser } from './update-user.ts';

/** What became of each person in a change of many. */
export interface BulkResult {
  readonly done: readonly number[];
  readonly refused: readonly { readonly id: number; readonly name: string; readonly reason: string }[];
}

/**
 * Activates or deactivates people, each in a transaction of their own; a deactivated person's sessions end.
 * Refusals of single people are told in the result.
 *
 * @throws ForbiddenError when the actor may do this to nobody.
 */
export async function setActive(actor: Actor, ids: readonly number[], active: boolean): Promise<BulkResult> {
  authorize(userPolicy, actor, 'setActive');
  const users = await User.findAll({ where: { id: [...ids] } });
  const names = new Map(users.map((user) => [user.id, user.displayName]));
  const done: number[] = [];
  const refused: BulkResult['refused'][number][] = [];
  for (const id of new Set(ids)) {
    try {
      await updateUser(actor, id, { isActive: active });
      done.push(id);
    } catch (error) {
      if (!(error instanceof AppError) || error instanceof ProofNeededError) throw error;
      refused.push({ id, name: names.get(id) ?? `#${id}`, reason: error.message });
    }
  }
  return { done, refused };
}
