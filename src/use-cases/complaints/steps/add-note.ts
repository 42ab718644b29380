import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { spokenInput, takeSpokenStep } from './spoken-step.ts';
import { addingInput } from './step-input.ts';

/** What the reporter does not read. It replaces nothing, so a form's age does not matter. */
export const noteInput = spokenInput('The note').omit({ version: true }).extend(addingInput.shape);

/**
 * Leaves a note among those who work on complaints.
 *
 * @throws NotFoundError, ForbiddenError; InvalidInputError at `remark`.
 */
export async function addNote(actor: Actor, input: unknown): Promise<Complaint> {
  return takeSpokenStep(actor, 'note', noteInput, input, (_situation, said) => ({
    remark: { ...said, isInternal: true },
    event: { name: 'complaint.noted' },
  }));
}
