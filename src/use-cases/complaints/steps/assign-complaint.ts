import { ConflictError } from '../../../errors.ts';
import type { Complaint } from '../../../models/complaint.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import type { Actor } from '../../../policies/actor.ts';
import { named, requireAssignable } from './assignable.ts';
import { parseStep, rowId, stepInput } from './step-input.ts';
import { takeStep } from './step.ts';
import type { Outcome, Situation } from './write-outcome.ts';

/** Whom the complaint is given to. */
export const assignInput = stepInput.extend({ assigneeId: rowId });

async function handOver({ status, assigneeId: previous }: Situation, to: number): Promise<Outcome> {
  const assignee = await requireAssignable(to);
  const name = assignee.displayName;
  if (previous === to) throw new ConflictError(`This complaint is assigned to ${name} already.`);
  const before = previous === null ? null : await User.findByPk(previous, { attributes: NAME_COLUMNS });
  return {
    to: status.category === 'new' ? 'assigned' : 'same',
    set: { assigneeId: to },
    note: before === null ? '' : `Handed over from ${before.displayName} to ${name}`,
    event: {
      name: 'complaint.assigned',
      changes: { assignee: { from: before && named(before), to: named(assignee) } },
    },
  };
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
