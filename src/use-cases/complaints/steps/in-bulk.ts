import { z } from 'zod';
import { AppError } from '../../../errors.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { authorize } from '../../../policies/policy.ts';
import { rowId, version } from './step-input.ts';
import { BULK_MAX } from '../../records/bulk-limit.ts';

/** The chosen complaints, each as of the version that was shown. */
export const bulkInput = z.object({
  complaints: z
    .array(z.object({ id: rowId, version }))
    .min(1, 'Choose at least one complaint.')
    .max(BULK_MAX, `Choose at most ${BULK_MAX} complaints.`),
});

/** What became of each complaint. */
export interface BulkOutcome {
  readonly done: readonly number[];
  readonly refused: readonly { readonly id: number; readonly reason: string }[];
}

/** One of the chosen complaints. */
export type Chosen = z.output<typeof bulkInput>['complaints'][number];

/**
 * Takes the same step with each complaint, each in a transaction of its own, and collects the refusals.
 *
 * @throws ForbiddenError when the actor may take no bulk action.
 */
export async function inBulk(
  actor: Actor,
  complaints: readonly Chosen[],
  step: (target: Chosen) => Promise<unknown>,
): Promise<BulkOutcome> {
  authorize(complaintPolicy, actor, 'bulk');
  const done: number[] = [];
  const refused: { id: number; reason: string }[] = [];
  const chosen = new Map(complaints.map((target) => [target.id, target]));
  for (const target of chosen.values()) {
    try {
      await step(target);
      done.push(target.id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ id: target.id, reason: error.message });
    }
  }
  return { done, refused };
}
