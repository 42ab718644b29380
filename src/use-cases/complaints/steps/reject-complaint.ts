import type { z } from 'zod';
import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { parseStep, stepInput, words } from './step-input.ts';
import { takeStep } from './step.ts';
import { keyed, submissionKey } from '../submission-key.ts';

/** Why nothing will be done. */
export const rejectInput = stepInput.extend({ remark: words('The reason'), submissionKey });

/**
 * Ends a complaint that is not for IT to solve.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `remark`.
 */
export async function rejectComplaint(actor: Actor, input: z.input<typeof rejectInput>): Promise<Complaint> {
  const { remark, ...target } = keyed(parseStep(rejectInput, input));
  return takeStep(actor, 'reject', target, ({ now }) => ({
    to: 'rejected',
    set: { closedAt: now },
    what: 'rejected it',
    remark: { text: remark, submissionKey: target.submissionKey },
    event: { name: 'complaint.rejected' },
  }));
}
