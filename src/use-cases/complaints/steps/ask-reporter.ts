import type { z } from 'zod';
import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { keepingFiles } from '../../attachments/keeping-files.ts';
import { attachments } from '../../attachments/received-file.ts';
import { parseStep, stepInput, words } from './step-input.ts';
import { takeStep } from './step.ts';
import { keyed, submissionKey } from '../submission-key.ts';

/** What the reporter is asked. */
export const askInput = stepInput.extend({ remark: words('The question'), attachments, submissionKey });

/**
 * Asks the reporter and waits for the answer.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `remark`.
 */
export async function askReporter(actor: Actor, input: z.input<typeof askInput>): Promise<Complaint> {
  return keepingFiles(input.attachments, async () => {
    const { remark, attachments, ...target } = keyed(parseStep(askInput, input));
    return takeStep(actor, 'ask', target, () => ({
      to: 'waiting',
      remark: { text: remark, attachments, submissionKey: target.submissionKey },
      event: { name: 'complaint.asked' },
    }));
  });
}
