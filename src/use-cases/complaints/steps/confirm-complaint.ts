import { ConflictError } from '../../../errors.ts';
import { Complaint } from '../../../models/complaint.ts';
import { COMMENT_LENGTH, Feedback } from '../../../models/feedback.ts';
import { StatusChange } from '../../../models/status-change.ts';
import type { Actor } from '../../../policies/actor.ts';
import { found } from '../../../policies/policy.ts';
import { wholeNumber } from '../../whole-number.ts';
import { parseStep, stepInput, text } from './step-input.ts';
import { takeStep } from './step.ts';

const RATING = 'Choose from 1 to 5 stars.';

/** How content the reporter is with the solution. */
export const confirmInput = stepInput.extend({
  rating: wholeNumber(RATING, 1, 5),
  comment: text('The comment', COMMENT_LENGTH).default(''),
});

/** The status change that resolved the complaint last. */
async function resolutionOf(complaint: Complaint): Promise<StatusChange> {
  const change = await StatusChange.findOne({
    where: { complaintId: complaint.id, toStatusId: complaint.statusId },
    order: [['id', 'DESC']],
  });
  return found(change);
}

/** The complaint, where this person confirmed it before in the same words: a form sent twice is no conflict. */
async function confirmedBefore(
  actor: Actor,
  id: number,
  said: { readonly rating: number; readonly comment: string },
): Promise<Complaint | undefined> {
  const complaint = await Complaint.findOne({ where: { id, reporterId: actor.id ?? 0 } });
  const last = await Feedback.findOne({ where: { complaintId: id }, order: [['id', 'DESC']] });
  const same = last?.rating === said.rating && last.comment === said.comment;
  const isThat = same && last.createdAt.getTime() === complaint?.closedAt?.getTime();
  return isThat ? complaint : undefined;
}

/**
 * The reporter confirms the solution and rates it; the complaint is closed.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `rating` or `comment`.
 */
export async function confirmComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  const { rating, comment, ...target } = parseStep(confirmInput, input);
  const taken = takeStep(actor, 'confirm', target, async ({ complaint, now }) => {
    const resolution = await resolutionOf(complaint);
    return {
      to: 'closed',
      set: { closedAt: now },
      feedback: { statusChangeId: resolution.id, rating, comment },
      event: { name: 'complaint.confirmed', rating },
    };
  });
  return taken.catch(async (error: unknown) => {
    const before =
      error instanceof ConflictError
        ? await confirmedBefore(actor, target.id, { rating, comment })
        : undefined;
    if (before === undefined) throw error;
    return before;
  });
}
