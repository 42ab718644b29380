import { ConflictError } from '../../../errors.ts';
import type { Complaint } from '../../../models/complaint.ts';
import type { Named } from '../../../journal/events.ts';
import { UserProfile } from '../../../models/user-profile.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import type { Actor } from '../../../policies/actor.ts';
import { named, requireAssignable } from './assignable.ts';
import { parseStep, rowId, stepInput } from './step-input.ts';
import { takeStep } from './step.ts';
import type { Outcome, Situation } from './write-outcome.ts';

/** Whom the complaint is given to. */
export const assignInput = stepInput.extend({ assigneeId: rowId });

/** What it is to give a complaint to somebody, who keeps the right to it until the transaction ends. */
export async function giving(
  { status, assigneeId: previous, now }: Situation,
  assignee: User,
  rule?: Named,
): Promise<Outcome> {
  const { id: assigneeId, displayName: name } = assignee;
  const before = previous === null ? null : await User.findByPk(previous, { attributes: NAME_COLUMNS });
  await UserProfile.update({ givenWorkAt: now }, { where: { userId: assigneeId }, silent: true });
  return {
    to: status.category === 'new' ? 'assigned' : 'same',
    set: { assigneeId },
    note: before === null ? '' : `Handed over from ${before.displayName} to ${name}`,
    event: {
      name: 'complaint.assigned',
      changes: { assignee: { from: before && named(before), to: named(assignee) } },
      ...(rule === undefined ? {} : { rule }),
    },
  };
}

async function handOver(situation: Situation, to: number): Promise<Outcome> {
  const assignee = await requireAssignable(to);
  if (situation.assigneeId === to)
    throw new ConflictError(`This complaint is assigned to ${assignee.displayName} already.`);
  return giving(situation, assignee);
}

/**
 * Gives a complaint to an engineer or an AMC administrator, also one that somebody else has.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `assigneeId`.
 */
export async function assignComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  const { assigneeId, ...target } = parseStep(assignInput, input);
  return takeStep(actor, 'assign', target, (situation) => handOver(situation, assigneeId));
}
