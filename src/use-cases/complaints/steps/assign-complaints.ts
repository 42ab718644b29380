import type { z } from 'zod';
import type { Actor } from '../../../policies/actor.ts';
import { parseInput } from '../../parse-input.ts';
import { assignComplaint, assignInput } from './assign-complaint.ts';
import { bulkInput, inBulk, type BulkOutcome } from './in-bulk.ts';

/** The chosen complaints and what one step takes. */
export const bulkAssignInput = assignInput.omit({ id: true, version: true }).extend(bulkInput.shape);

/**
 * Gives many complaints to one person.
 *
 * @throws ForbiddenError; InvalidInputError at the fields.
 */
export async function assignComplaints(
  actor: Actor,
  input: z.input<typeof bulkAssignInput>,
): Promise<BulkOutcome> {
  const { complaints, ...rest } = parseInput(bulkAssignInput, input);
  return inBulk(actor, complaints, (target) => assignComplaint(actor, { ...target, ...rest }));
}
