import type { z } from 'zod';
import type { Actor } from '../../../policies/actor.ts';
import { parseInput } from '../../parse-input.ts';
import { rejectComplaint, rejectInput } from './reject-complaint.ts';
import { bulkInput, inBulk, type BulkOutcome } from './in-bulk.ts';

/** The chosen complaints and what one step takes. */
export const bulkRejectInput = rejectInput.omit({ id: true, version: true }).extend(bulkInput.shape);

/**
 * Rejects many complaints for one reason.
 *
 * @throws ForbiddenError; InvalidInputError at the fields.
 */
export async function rejectComplaints(
  actor: Actor,
  input: z.input<typeof bulkRejectInput>,
): Promise<BulkOutcome> {
  const { complaints, ...rest } = parseInput(bulkRejectInput, input);
  return inBulk(actor, complaints, (target) => rejectComplaint(actor, { ...target, ...rest }));
}
