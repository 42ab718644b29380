import type { z } from 'zod';
import type { Actor } from '../../../policies/actor.ts';
import { parseInput } from '../../parse-input.ts';
import { changeUrgency, urgencyInput } from './change-urgency.ts';
import { bulkInput, inBulk, type BulkOutcome } from './in-bulk.ts';

/** The chosen complaints and what one step takes. */
export const bulkUrgencyInput = urgencyInput.omit({ id: true, version: true }).extend(bulkInput.shape);

/**
 * Changes the urgency of many complaints.
 *
 * @throws ForbiddenError; InvalidInputError at the fields.
 */
export async function changeUrgencies(
  actor: Actor,
  input: z.input<typeof bulkUrgencyInput>,
): Promise<BulkOutcome> {
  const { complaints, ...rest } = parseInput(bulkUrgencyInput, input);
  return inBulk(actor, complaints, (target) => changeUrgency(actor, { ...target, ...rest }));
}
