import type { Complaint } from '../../../models/complaint.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import type { Actor } from '../../../policies/actor.ts';
import { parseStep, stepInput } from './step-input.ts';
import { takeStep } from './step.ts';
import type { Outcome, Situation } from './write-outcome.ts';

/** What taking a complaint back does; `why`: whoever had it left, and nobody asked for this step. */
export async function unassigning(
  { assigneeId }: Situation,
  why: { readonly because?: 'left' } = {},
): Promise<Outcome> {
  const before = await User.findByPk(Number(assigneeId), { attributes: NAME_COLUMNS });
  const name = before?.displayName ?? 'anybody';
  return {
    to: 'open',
    set: { assigneeId: null },
    note: `No longer assigned to ${name}`,
    event: {
      name: 'complaint.unassigned',
      ...why,
      changes: { assignee: { from: { id: Number(assigneeId), name }, to: null } },
    },
  };
}

/**
 * Takes a complaint back from whoever has it: it is open for all engineers again.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError.
 */
export async function unassignComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  return takeStep(actor, 'unassign', parseStep(stepInput, input), (situation) => unassigning(situation));
}
