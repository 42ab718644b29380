import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { spokenInput, takeSpokenStep } from './spoken-step.ts';

/** What the reporter is asked. */
export const askInput = spokenInput('The question');

/**
 * Asks the reporter and waits for the answer.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `remark`.
 */
export async function askReporter(actor: Actor, input: unknown): Promise<Complaint> {
  return takeSpokenStep(actor, 'ask', askInput, input, (_situation, remark) => ({
    to: 'waiting',
    remark,
    event: { name: 'complaint.asked' },
  }));
}
