import type { z } from 'zod';
import type { Actor } from '../../../policies/actor.ts';
import { parseInput } from '../../parse-input.ts';
import { assignComplaint, assignInput } from './assign-complaint.ts';
import { changeUrgency, urgencyInput } from './change-urgency.ts';
import { bulkInput, inBulk, type BulkOutcome } from './in-bulk.ts';
import { rejectComplaint, rejectInput } from './reject-complaint.ts';
import { resolveComplaint, resolveInput } from './resolve-complaint.ts';

interface BulkStep {
  /** What the step takes beside the complaint. */
  readonly said: z.ZodObject;
  readonly take: (actor: Actor, input: unknown) => Promise<unknown>;
}

const EACH = { id: true, version: true } as const;

/** The steps that are taken with many complaints at once. */
const BULK_STEPS = {
  assign: { said: assignInput.omit(EACH), take: assignComplaint },
  changeUrgency: { said: urgencyInput.omit(EACH), take: changeUrgency },
  // A file belongs to one complaint.
  resolve: { said: resolveInput.omit({ ...EACH, attachments: true }), take: resolveComplaint },
  reject: { said: rejectInput.omit({ ...EACH, attachments: true }), take: rejectComplaint },
} as const satisfies Record<string, BulkStep>;

export type BulkStepName = keyof typeof BULK_STEPS;

/** Both parts of the input; every field that is wrong is told at once. */
function parseBulk(said: z.ZodObject, input: unknown) {
  parseInput(bulkInput.extend(said.shape), input);
  return { complaints: bulkInput.parse(input).complaints, rest: said.parse(input) };
}

/**
 * Takes one step with many complaints, with the same words or values for all.
 *
 * @param input `complaints` (each an id and the version that was shown) and what the step takes.
 * @throws ForbiddenError; InvalidInputError at the fields.
 */
export async function stepInBulk(actor: Actor, step: BulkStepName, input: unknown): Promise<BulkOutcome> {
  const { said, take }: BulkStep = BULK_STEPS[step];
  const { complaints, rest } = parseBulk(said, input);
  return inBulk(actor, complaints, (target) => take(actor, { ...target, ...rest }));
}
