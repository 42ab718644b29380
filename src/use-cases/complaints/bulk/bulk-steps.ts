import { z } from 'zod';
import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import type { ComplaintStep } from '../../../policies/complaint-steps.ts';
import { assignComplaint, assignInput } from '../steps/assign-complaint.ts';
import { changeUrgency, urgencyInput } from '../steps/change-urgency.ts';
import { editComplaint } from '../steps/edit-complaint.ts';
import { putBackAssignee } from '../steps/put-back-assignee.ts';
import { rejectComplaint, rejectInput } from '../steps/reject-complaint.ts';
import { resolveComplaint, resolveInput } from '../steps/resolve-complaint.ts';
import { rowId } from '../steps/step-input.ts';
import { unassignComplaint } from '../steps/unassign-complaint.ts';

/** How a step is taken with many complaints. */
export interface BulkStep {
  /** What the rules call it. */
  readonly rule: ComplaintStep;
  /** What it takes beside the complaints. */
  readonly said: z.ZodObject;
  /** The use case of one complaint. */
  readonly take: (actor: Actor, input: unknown) => Promise<Complaint>;
  /** The step that puts back what it changed, where that is possible. */
  readonly undo?: 'putBackAssignee' | 'putBackUrgency';
}

/** Most people that complaints are spread over. */
const MOST_PEOPLE = 200;

/** The steps that are taken with many complaints at once, and those that put back what these changed. */
export const BULK_STEPS = {
  assign: {
    rule: 'assign',
    said: assignInput.pick({ assigneeId: true }),
    take: assignComplaint,
    undo: 'putBackAssignee',
  },
  spread: {
    rule: 'assign',
    said: z.object({
      assigneeIds: z
        .array(rowId)
        .min(1, 'Choose at least one person.')
        .max(MOST_PEOPLE, `Choose at most ${MOST_PEOPLE} people.`),
    }),
    // The plan gives each complaint its own person.
    take: assignComplaint,
    undo: 'putBackAssignee',
  },
  unassign: { rule: 'unassign', said: z.object({}), take: unassignComplaint, undo: 'putBackAssignee' },
  urgency: {
    rule: 'changeUrgency',
    said: urgencyInput.pick({ urgency: true }),
    take: changeUrgency,
    undo: 'putBackUrgency',
  },
  type: { rule: 'update', said: z.object({ typeId: rowId }), take: editComplaint },
  // Without files and keys, each of which belongs to one complaint.
  resolve: { rule: 'resolve', said: resolveInput.pick({ remark: true }), take: resolveComplaint },
  reject: { rule: 'reject', said: rejectInput.pick({ remark: true }), take: rejectComplaint },
  putBackAssignee: { rule: 'assign', said: z.object({}), take: putBackAssignee },
  putBackUrgency: { rule: 'changeUrgency', said: z.object({}), take: changeUrgency },
} as const satisfies Readonly<Record<string, BulkStep>>;

/** The name of such a step, as it stands in the database. */
export type BulkStepName = keyof typeof BULK_STEPS;

/** The step of this name, if there is one. */
export function bulkStep(name: string): BulkStep | undefined {
  return Object.hasOwn(BULK_STEPS, name) ? BULK_STEPS[name as BulkStepName] : undefined;
}
