import { z } from 'zod';
import { ConflictError } from '../../../errors.ts';
import { URGENCIES, type Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { parseStep, stepInput } from './step-input.ts';
import { takeStep } from './step.ts';

/** How pressing the complaint is. */
export const urgencyInput = stepInput.extend({
  urgency: z.enum(URGENCIES, `The urgency is one of ${URGENCIES.join(', ')}.`),
});

/**
 * Changes how pressing a complaint is.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `urgency`.
 */
export async function changeUrgency(actor: Actor, input: unknown): Promise<Complaint> {
  const { urgency, ...target } = parseStep(urgencyInput, input);
  return takeStep(actor, 'changeUrgency', target, ({ complaint }) => {
    if (complaint.urgency === urgency) throw new ConflictError(`The urgency is ${urgency} already.`);
    return {
      set: { urgency },
      event: {
        name: 'complaint.edited',
        changes: { urgency: { from: complaint.urgency, to: urgency } },
      },
    };
  });
}
