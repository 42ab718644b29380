import type { z } from 'zod';
import { ConflictError } from '../../errors.ts';
import type { Complaint } from '../../models/complaint.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { isReopenable } from '../../policies/complaint.ts';
import { parseStep, stepInput, words } from './step-input.ts';
import { takeStep } from './step.ts';

/** Why the problem is not solved. */
export const reopenInput = stepInput.extend({ remark: words('The reason') });

/** Somebody who left since cannot go on with it: then it is there for all engineers. */
async function activeAssignee(assigneeId: number | null): Promise<number | null> {
  if (assigneeId === null) return null;
  const assignee = await User.findOne({ attributes: ['id'], where: { id: assigneeId, isActive: true } });
  return assignee?.id ?? null;
}

/**
 * The reporter says that the problem is not solved; the same person goes on with it.
 *
 * @param reopenDays for how many days after closing this is possible.
 * @throws NotFoundError, ForbiddenError; ConflictError, which after that time tells to file a new complaint;
 *   InvalidInputError at `remark`.
 */
export async function reopenComplaint(
  actor: Actor,
  input: z.input<typeof reopenInput>,
  reopenDays: number,
  now: Date = new Date(),
): Promise<Complaint> {
  const { remark, ...target } = parseStep(reopenInput, input);
  const decide: Parameters<typeof takeStep>[3] = async (situation) => {
    if (!isReopenable(situation, reopenDays, now)) {
      throw new ConflictError(
        `This complaint was closed more than ${reopenDays} days ago. Please file a new one that refers to it.`,
      );
    }
    const { complaint, assigneeId } = situation;
    const reopenCount = complaint.reopenCount + 1;
    return {
      to: 'in_progress',
      set: {
        assigneeId: await activeAssignee(assigneeId),
        resolvedAt: null,
        closedAt: null,
        reopenCount,
      },
      what: 'reopened it',
      remark: { text: remark },
      event: { name: 'complaint.reopened', reopenCount },
    };
  };
  return takeStep(actor, 'reopen', target, decide, now);
}
