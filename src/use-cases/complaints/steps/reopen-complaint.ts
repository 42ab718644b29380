import { counted } from '../../../counted.ts';
import { ConflictError } from '../../../errors.ts';
import type { Changes } from '../../../journal/events.ts';
import type { Complaint } from '../../../models/complaint.ts';
import { User } from '../../../models/user.ts';
import type { Actor } from '../../../policies/actor.ts';
import { isReopenable } from '../../../policies/complaint-steps.ts';
import { lockAssignable } from './assignable.ts';
import { spokenInput, takeSpokenStep } from './spoken-step.ts';
import type { Outcome, Situation } from './write-outcome.ts';

/** Why the problem is not solved. */
export const reopenInput = spokenInput('The reason');

/** Somebody who left or does other work since cannot go on with it: then it is there for all engineers. */
async function presentAssignee(assigneeId: number | null): Promise<number | null> {
  return assigneeId === null ? null : ((await lockAssignable(assigneeId))?.id ?? null);
}

/** Of somebody who does not go on with it the event tells. */
async function dropped(before: number | null, after: number | null): Promise<{ changes?: Changes }> {
  if (before === null || after !== null) return {};
  const person = await User.findByPk(before);
  return { changes: { assignee: { from: { id: before, name: person?.displayName ?? '' }, to: null } } };
}

async function reopening(
  situation: Situation,
  remark: NonNullable<Outcome['remark']>,
  reopenDays: number,
): Promise<Outcome> {
  if (!isReopenable(situation, reopenDays, situation.now)) {
    throw new ConflictError(
      `This complaint was closed more than ${counted(reopenDays, 'day')} ago. Please file a new one that refers to it.`,
    );
  }
  const assigneeId = await presentAssignee(situation.assigneeId);
  const reopenCount = situation.complaint.reopenCount + 1;
  return {
    to: 'in_progress',
    set: { assigneeId, resolvedAt: null, closedAt: null, reopenCount },
    remark,
    event: {
      name: 'complaint.reopened',
      reopenCount,
      ...(await dropped(situation.assigneeId, assigneeId)),
    },
  };
}

/**
 * The reporter says that the problem is not solved; the same person goes on with it.
 *
 * @param reopenDays for how many days after closing this is possible.
 * @throws NotFoundError, ForbiddenError; ConflictError, which after that time tells to file a new complaint;
 *   InvalidInputError at `remark` or `attachments`.
 */
export async function reopenComplaint(
  actor: Actor,
  input: unknown,
  reopenDays: number,
  now: Date = new Date(),
): Promise<Complaint> {
  const decide = (situation: Situation, said: NonNullable<Outcome['remark']>) =>
    reopening(situation, said, reopenDays);
  return takeSpokenStep(actor, 'reopen', reopenInput, input, decide, now);
}
