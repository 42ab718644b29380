import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { goesOnIn } from '../related/goes-on-in.ts';
import { spokenInput, takeSpokenStep } from './spoken-step.ts';
import { addingInput } from './step-input.ts';

/** What is said. It replaces nothing, so a form's age does not matter. */
export const remarkInput = spokenInput('The reply').omit({ version: true }).extend(addingInput.shape);

/**
 * Says something that the reporter and those who work on the complaint read. Where the reporter was asked, their
 * words are the answer; where their complaint was merged into another, they go there.
 *
 * @throws NotFoundError, ForbiddenError; InvalidInputError at `remark`.
 */
export async function addRemark(actor: Actor, input: unknown): Promise<Complaint> {
  const said = await goesOnIn(actor, input);
  return takeSpokenStep(actor, 'remark', remarkInput, said, ({ status, reporterId }, remark) => {
    const isAnswer = status.category === 'pending' && reporterId === actor.id;
    if (!isAnswer) return { remark, event: { name: 'complaint.remarked' } };
    return { to: 'in_progress', remark, event: { name: 'complaint.answered' } };
  });
}
