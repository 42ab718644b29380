import type { z } from 'zod';
import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { keepingFiles } from '../../attachments/keeping-files.ts';
import { attachments } from '../../attachments/received-file.ts';
import { parseStep, stepInput, words } from './step-input.ts';
import { takeStep } from './step.ts';
import { keyed, submissionKey } from '../submission-key.ts';

/** How the problem was solved. */
export const resolveInput = stepInput.extend({ remark: words('The resolution'), attachments, submissionKey });

/**
 * The problem is solved; the reporter confirms that, or reopens the complaint.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `remark`.
 */
export async function resolveComplaint(
  actor: Actor,
  input: z.input<typeof resolveInput>,
): Promise<Complaint> {
  return keepingFiles(input.attachments, async () => {
    const { remark, attachments, ...target } = keyed(parseStep(resolveInput, input));
    return takeStep(actor, 'resolve', target, ({ now }) => ({
      to: 'resolved',
      set: { resolvedAt: now },
      remark: { text: remark, attachments, submissionKey: target.submissionKey },
      event: { name: 'complaint.resolved' },
    }));
  });
}
