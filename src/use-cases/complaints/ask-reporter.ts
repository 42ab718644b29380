import type { z } from 'zod';
import type { Complaint } from '../../models/complaint.ts';
import type { Actor } from '../../policies/actor.ts';
import { parseStep, stepInput, words } from './step-input.ts';
import { takeStep } from './step.ts';

/** What the reporter is asked. */
export const askInput = stepInput.extend({ remark: words('The question') });

/**
 * Asks the reporter and waits for the answer.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `remark`.
 */
export async function askReporter(actor: Actor, input: z.input<typeof askInput>): Promise<Complaint> {
  const { remark, ...target } = parseStep(askInput, input);
  return takeStep(actor, 'ask', target, () => ({
    to: 'waiting',
    what: 'asked the reporter',
    remark: { text: remark },
    event: { name: 'complaint.asked' },
  }));
}
