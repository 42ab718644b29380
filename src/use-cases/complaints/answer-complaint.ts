import type { z } from 'zod';
import type { Complaint } from '../../models/complaint.ts';
import type { Actor } from '../../policies/actor.ts';
import { parseStep, stepInput, words } from './step-input.ts';
import { takeStep } from './step.ts';

/** What the reporter answers. */
export const answerInput = stepInput.extend({ remark: words('The answer') });

/**
 * The reporter answers; work goes on.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `remark`.
 */
export async function answerComplaint(actor: Actor, input: z.input<typeof answerInput>): Promise<Complaint> {
  const { remark, ...target } = parseStep(answerInput, input);
  return takeStep(actor, 'answer', target, () => ({
    to: 'in_progress',
    what: 'answered',
    remark: { text: remark },
    event: { name: 'complaint.answered' },
  }));
}
