import { z } from 'zod';
import { ConflictError } from '../../../errors.ts';
import { Complaint } from '../../../models/complaint.ts';
import { COMMENT_LENGTH, Feedback } from '../../../models/feedback.ts';
import { StatusChange } from '../../../models/status-change.ts';
import type { Actor } from '../../../policies/actor.ts';
import { found } from '../../../policies/policy.ts';
import { wholeNumber } from '../../whole-number.ts';
import { parseStep, stepInput, text } from './step-input.ts';
import { takeStep } from './step.ts';
import { wasLastStep } from './was-last-step.ts';

const RATING = 'Choose from 1 to 5 stars.';

/** How content the reporter is with the solution, if they say so. */
export const confirmInput = stepInput.extend({
  rating: z.preprocess(
    (value) => (value === '' || value === null ? undefined : value),
    wholeNumber(RATING, 1, 5).optional(),
  ),
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
  said: { readonly rating: number | undefined; readonly comment: string },
): Promise<Complaint | undefined> {
  const complaint = await Complaint.findOne({ where: { id, reporterId: actor.id ?? 0 } });
  if (said.rating === undefined)
    return (await wasLastStep(actor, id, 'complaint.confirmed')) ? (complaint ?? undefined) : undefined;
  const last = await Feedback.findOne({ where: { complaintId: id }, order: [['id', 'DESC']] });
  const same = last?.rating === said.rating && last.comment === said.comment;
  const isThat = same && last.createdAt.getTime() === complaint?.closedAt?.getTime();
  return isThat ? complaint : undefined;
}

/**
 * The reporter confirms the solution, and may rate it; the complaint is closed.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `rating` or `comment`.
 */
export async function confirmComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  const { rating, comment, ...target } = parseStep(confirmInput, input);
  const taken = takeStep(actor, 'confirm', target, async ({ complaint, now }) => {
    const step = { to: 'closed' as const, set: { closedAt: now } };
    // Words without stars are a reply.
    if (rating === undefined)
      return {
        ...step,
        ...(comment === '' ? {} : { remark: { text: comment } }),
        event: { name: 'complaint.confirmed' },
      };
    const resolution = await resolutionOf(complaint);
    const feedback = { statusChangeId: resolution.id, rating, comment };
    return { ...step, feedback, event: { name: 'complaint.confirmed', rating } };
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
