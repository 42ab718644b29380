import type { z } from 'zod';
import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { keepingFiles } from '../../attachments/keeping-files.ts';
import { attachments } from '../../attachments/received-file.ts';
import { parseStep, stepInput, words } from './step-input.ts';
import { takeStep } from './step.ts';
import { keyed, submissionKey } from '../submission-key.ts';

/** What the reporter answers. */
export const answerInput = stepInput.extend({ remark: words('The answer'), attachments, submissionKey });

/**
 * The reporter answers; work goes on.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `remark`.
 */
export async function answerComplaint(actor: Actor, input: z.input<typeof answerInput>): Promise<Complaint> {
  return keepingFiles(input.attachments, async () => {
    const { remark, attachments, ...target } = keyed(parseStep(answerInput, input));
    return takeStep(actor, 'answer', target, () => ({
      to: 'in_progress',
      remark: { text: remark, attachments, submissionKey: target.submissionKey },
      event: { name: 'complaint.answered' },
    }));
  });
}
