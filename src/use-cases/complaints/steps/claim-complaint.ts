import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { named, requireAssignable } from './assignable.ts';
import { parseStep, stepInput } from './step-input.ts';
import { takeStep } from './step.ts';

/**
 * The actor takes a complaint that nobody has. Of several at once one has it, the others read who.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError.
 */
export async function claimComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  return takeStep(actor, 'claim', parseStep(stepInput, input), async ({ status }) => {
    const assignee = await requireAssignable(Number(actor.id));
    return {
      to: status.category === 'new' ? 'assigned' : 'same',
      set: { assigneeId: assignee.id },
      event: { name: 'complaint.claimed', changes: { assignee: { from: null, to: named(assignee) } } },
    };
  });
}
