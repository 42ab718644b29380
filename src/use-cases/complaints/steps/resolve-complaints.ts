import type { z } from 'zod';
import type { Actor } from '../../../policies/actor.ts';
import { parseInput } from '../../parse-input.ts';
import { resolveComplaint, resolveInput } from './resolve-complaint.ts';
import { bulkInput, inBulk, type BulkOutcome } from './in-bulk.ts';

/** The chosen complaints and what one step takes. */
export const bulkResolveInput = resolveInput
  .omit({ id: true, version: true, attachments: true })
  .extend(bulkInput.shape);

/**
 * Resolves many complaints with one remark.
 *
 * @throws ForbiddenError; InvalidInputError at the fields.
 */
export async function resolveComplaints(
  actor: Actor,
  input: z.input<typeof bulkResolveInput>,
): Promise<BulkOutcome> {
  const { complaints, ...rest } = parseInput(bulkResolveInput, input);
  return inBulk(actor, complaints, (target) => resolveComplaint(actor, { ...target, ...rest }));
}
