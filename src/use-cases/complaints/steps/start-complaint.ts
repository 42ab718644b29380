import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { parseStep, stepInput } from './step-input.ts';
import { takeStep } from './step.ts';

/**
 * Work on the complaint begins, or goes on without the reporter's answer.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError.
 */
export async function startComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  return takeStep(actor, 'start', parseStep(stepInput, input), () => ({
    to: 'in_progress',
    event: { name: 'complaint.started' },
  }));
}
