import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { spokenInput, takeSpokenStep } from './spoken-step.ts';

/** Why nothing will be done. */
export const rejectInput = spokenInput('The reason');

/**
 * Ends a complaint that is not for IT to solve.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `remark`.
 */
export async function rejectComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  return takeSpokenStep(actor, 'reject', rejectInput, input, ({ now }, remark) => ({
    to: 'rejected',
    set: { closedAt: now },
    remark,
    event: { name: 'complaint.rejected' },
  }));
}
