import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { spokenInput, takeSpokenStep } from './spoken-step.ts';

/** What the reporter answers. */
export const answerInput = spokenInput('The answer');

/**
 * The reporter answers; work goes on.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `remark`.
 */
export async function answerComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  return takeSpokenStep(actor, 'answer', answerInput, input, (_situation, remark) => ({
    to: 'in_progress',
    remark,
    event: { name: 'complaint.answered' },
  }));
}
