import type { z } from 'zod';
import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import type { ComplaintStep } from '../../../policies/complaint-steps.ts';
import { keepingFiles } from '../../attachments/keeping-files.ts';
import { attachments } from '../../attachments/received-file.ts';
import { keyed, submissionKey } from '../../submissions/submission-key.ts';
import { parseStep, stepInput, words } from './step-input.ts';
import { takeStep } from './step.ts';
import type { Outcome, Situation } from './write-outcome.ts';

/** What a step takes with which something has to be said; `label` begins the messages about the words. */
export function spokenInput(label: string) {
  return stepInput.extend({ remark: words(label), attachments, submissionKey });
}

type Spoken = z.output<ReturnType<typeof spokenInput>> & { readonly asOf?: number | undefined };

/**
 * Takes a step in which something is said, with the files that came with it; those that it did not take are removed.
 *
 * @param decide says what the step does, with what was said.
 * @throws what `takeStep` throws; InvalidInputError at `remark` or `attachments`.
 */
export function takeSpokenStep(
  actor: Actor,
  step: ComplaintStep,
  schema: z.ZodType<Spoken>,
  input: unknown,
  decide: (situation: Situation, said: NonNullable<Outcome['remark']>) => Outcome | Promise<Outcome>,
  now?: Date,
): Promise<Complaint> {
  return keepingFiles(input, async () => {
    const { remark: text, attachments: files, ...target } = keyed(parseStep(schema, input));
    const said = { text, attachments: files, submissionKey: target.submissionKey };
    return takeStep(actor, step, target, (situation) => decide(situation, said), now);
  });
}
