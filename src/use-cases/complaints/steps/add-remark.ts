import type { z } from 'zod';
import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { keepingFiles } from '../../attachments/keeping-files.ts';
import { attachments } from '../../attachments/received-file.ts';
import { parseStep, stepInput, words } from './step-input.ts';
import { takeStep } from './step.ts';
import { keyed, submissionKey } from '../submission-key.ts';
import type { Outcome } from './write-outcome.ts';

/** What is said. It replaces nothing, so a form's age does not matter. */
export const remarkInput = stepInput
  .pick({ id: true })
  .extend({ remark: words('The reply'), attachments, submissionKey });

/**
 * Says something that the reporter and those who work on the complaint read. Where the reporter was asked, their
 * words are the answer.
 *
 * @throws NotFoundError, ForbiddenError; InvalidInputError at `remark`.
 */
export async function addRemark(actor: Actor, input: z.input<typeof remarkInput>): Promise<Complaint> {
  return keepingFiles(input.attachments, async () => {
    const { remark: text, attachments, ...target } = keyed(parseStep(remarkInput, input));
    const remark = { text, attachments, submissionKey: target.submissionKey };
    return takeStep(actor, 'remark', target, ({ status, reporterId }): Outcome => {
      const isAnswer = status.category === 'pending' && reporterId === actor.id;
      if (!isAnswer) return { remark, event: { name: 'complaint.remarked' } };
      return { to: 'in_progress', remark, event: { name: 'complaint.answered' } };
    });
  });
}
