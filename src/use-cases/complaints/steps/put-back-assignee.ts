import { z } from 'zod';
import { ConflictError } from '../../../errors.ts';
import type { Complaint } from '../../../models/complaint.ts';
import { STATUS_CODES } from '../../../models/status.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import type { Actor } from '../../../policies/actor.ts';
import { named, requireAssignable } from './assignable.ts';
import { parseStep, rowId, stepInput } from './step-input.ts';
import { takeStep } from './step.ts';
import type { Outcome, Situation } from './write-outcome.ts';

const putBackInput = stepInput.extend({
  /** Who had it; null: nobody. */
  assigneeId: rowId.nullable(),
  /** The status that it had; null: one that the portal does not know by itself. */
  statusCode: z.enum(STATUS_CODES).nullable(),
});

type Before = Pick<z.output<typeof putBackInput>, 'assigneeId' | 'statusCode'>;

async function present({ assigneeId }: Situation): Promise<User | null> {
  return assigneeId === null ? null : User.findByPk(assigneeId, { attributes: NAME_COLUMNS });
}

async function putBack(situation: Situation, { assigneeId, statusCode }: Before): Promise<Outcome> {
  const { status } = situation;
  if (statusCode === null && status.code !== null)
    throw new ConflictError('The status that this complaint had cannot be put back by itself.');
  const before = await present(situation);
  const after = assigneeId === null ? null : await requireAssignable(assigneeId);
  const names = [before, after].map((user) => user?.displayName ?? 'nobody');
  return {
    to: statusCode ?? 'same',
    set: { assigneeId },
    note: `Put back from ${names.join(' to ')}`,
    event: {
      name: after === null ? 'complaint.unassigned' : 'complaint.assigned',
      changes: { assignee: { from: before && named(before), to: after && named(after) } },
    },
  };
}

/**
 * Takes an assignment back: the complaint has the assignee and the status again that it had before.
 *
 * @throws NotFoundError, ForbiddenError; ConflictError when anybody changed it since; InvalidInputError when who had it
 *   cannot be assigned any more.
 */
export async function putBackAssignee(actor: Actor, input: unknown): Promise<Complaint> {
  const { assigneeId, statusCode, ...target } = parseStep(putBackInput, input);
  const step = assigneeId === null ? 'unassign' : 'assign';
  return takeStep(actor, step, target, (situation) => putBack(situation, { assigneeId, statusCode }));
}
