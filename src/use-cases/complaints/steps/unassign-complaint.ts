import type { Complaint } from '../../../models/complaint.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import type { Actor } from '../../../policies/actor.ts';
import { parseStep, stepInput } from './step-input.ts';
import { takeStep } from './step.ts';

/**
 * Takes a complaint back from whoever has it: it is open for all engineers again.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError.
 */
export async function unassignComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  return takeStep(actor, 'unassign', parseStep(stepInput, input), async ({ assigneeId }) => {
    const before = await User.findByPk(Number(assigneeId), { attributes: NAME_COLUMNS });
    const name = before?.displayName ?? 'anybody';
    return {
      to: 'open',
      set: { assigneeId: null },
      note: `No longer assigned to ${name}`,
      event: {
        name: 'complaint.unassigned',
        changes: { assignee: { from: { id: Number(assigneeId), name }, to: null } },
      },
    };
  });
}
