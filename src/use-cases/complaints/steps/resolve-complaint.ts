import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { spokenInput, takeSpokenStep } from './spoken-step.ts';

/** How the problem was solved. */
export const resolveInput = spokenInput('The resolution');

/**
 * The problem is solved; the reporter confirms that, or reopens the complaint.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `remark`.
 */
export async function resolveComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  return takeSpokenStep(actor, 'resolve', resolveInput, input, ({ now }, remark) => ({
    to: 'resolved',
    set: { resolvedAt: now },
    remark,
    event: { name: 'complaint.resolved' },
  }));
}
