import { AppError, ProofNeededError } from '../../errors.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { sharedEmailNote } from './refuse-confusion.ts';
import { updateUser } from './update-user.ts';

/** What became of each person in a change of many. */
export interface BulkResult {
  readonly done: readonly number[];
  readonly refused: readonly { readonly id: number; readonly name: string; readonly reason: string }[];
  /** What to know of those who were done. */
  readonly notes: readonly { readonly name: string; readonly note: string }[];
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
  const nameOf = (id: number) => names.get(id) ?? `#${id}`;
  for (const id of new Set(ids)) {
    try {
      await updateUser(actor, id, { isActive: active });
      done.push(id);
    } catch (error) {
      if (!(error instanceof AppError) || error instanceof ProofNeededError) throw error;
      refused.push({ id, name: nameOf(id), reason: error.message });
    }
  }
  const notes: BulkResult['notes'][number][] = [];
  for (const id of active ? done : []) {
    const note = await sharedEmailNote(id);
    if (note !== undefined) notes.push({ name: nameOf(id), note });
  }
  return { done, refused, notes };
}
