import { ConflictError } from '../../../errors.ts';
import { Complaint } from '../../../models/complaint.ts';
import { REMARK_LENGTH } from '../../../models/remark.ts';
import type { Actor } from '../../../policies/actor.ts';
import { keyed, submissionKey } from '../../submissions/submission-key.ts';
import { parseStep, stepInput, text } from './step-input.ts';
import { takeStep } from './step.ts';
import { wasLastStep } from './was-last-step.ts';

/** Why help is not needed any more, where the reporter says so. */
export const withdrawInput = stepInput.extend({
  remark: text('The reason', REMARK_LENGTH).default(''),
  submissionKey,
});

/** The complaint, where its withdrawal by this person was the last that happened: a form sent twice is no conflict. */
async function withdrawnBefore(actor: Actor, complaintId: number): Promise<Complaint | null> {
  const isThat = await wasLastStep(actor, complaintId, 'complaint.withdrawn');
  return isThat ? Complaint.findByPk(complaintId) : null;
}

/**
 * The reporter needs no help any more: the complaint is closed without a rating.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `remark`.
 */
export async function withdrawComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  const { remark, ...target } = keyed(parseStep(withdrawInput, input));
  const taken = takeStep(actor, 'withdraw', target, ({ now }) => ({
    to: 'closed',
    set: { closedAt: now },
    ...(remark === '' ? {} : { remark: { text: remark, submissionKey: target.submissionKey } }),
    event: { name: 'complaint.withdrawn' },
  }));
  return taken.catch(async (error: unknown) => {
    const before = error instanceof ConflictError ? await withdrawnBefore(actor, target.id) : null;
    if (before === null) throw error;
    return before;
  });
}
