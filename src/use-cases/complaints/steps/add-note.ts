import type { z } from 'zod';
import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { keepingFiles } from '../../attachments/keeping-files.ts';
import { attachments } from '../../attachments/received-file.ts';
import { parseStep, stepInput, words } from './step-input.ts';
import { takeStep } from './step.ts';
import { keyed, submissionKey } from '../submission-key.ts';

/** What the reporter does not read. It replaces nothing, so a form's age does not matter. */
export const noteInput = stepInput
  .pick({ id: true })
  .extend({ remark: words('The note'), attachments, submissionKey });

/**
 * Leaves a note among those who work on complaints.
 *
 * @throws NotFoundError, ForbiddenError; InvalidInputError at `remark`.
 */
export async function addNote(actor: Actor, input: z.input<typeof noteInput>): Promise<Complaint> {
  return keepingFiles(input.attachments, async () => {
    const { remark: text, attachments, ...target } = keyed(parseStep(noteInput, input));
    return takeStep(actor, 'note', target, () => ({
      remark: { text, attachments, isInternal: true, submissionKey: target.submissionKey },
      event: { name: 'complaint.noted' },
    }));
  });
}
