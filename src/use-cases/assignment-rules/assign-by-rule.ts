import type { Complaint } from '../../models/complaint.ts';
import type { User } from '../../models/user.ts';
import { portal } from '../../policies/actor.ts';
import { lockAssignable } from '../complaints/steps/assignable.ts';
import { giving } from '../complaints/steps/assign-complaint.ts';
import { takeStep } from '../complaints/steps/step.ts';
import type { FittingRule } from './rule-for.ts';
import { byOpenWork } from './takers.ts';

async function chooseTaker(ids: readonly number[]): Promise<User | undefined> {
  for (const id of await byOpenWork(ids)) {
    const taker = await lockAssignable(id);
    if (taker !== null) return taker;
  }
  return undefined;
}

/**
 * Gives a complaint that was just filed to whom its rule says, in the transaction of its filing; history says that the
 * portal did it, and by which rule. Returns the complaint, undefined where nobody can have it any more.
 */
export async function assignByRule(
  complaintId: number,
  { rule, takerIds }: FittingRule,
): Promise<Complaint | undefined> {
  const taker = await chooseTaker(takerIds);
  if (taker === undefined) return undefined;
  return takeStep(portal, 'assign', { id: complaintId }, (situation) => giving(situation, taker, rule));
}
