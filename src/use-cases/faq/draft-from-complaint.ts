import { Op } from 'sequelize';
import { select } from '../../database/select.ts';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import { Complaint } from '../../models/complaint.ts';
import { Faq } from '../../models/faq.ts';
import type { Actor } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { faqPolicy } from '../../policies/faq.ts';
import { authorize, found } from '../../policies/policy.ts';
import { createFaq } from './create-faq.ts';

const UNSOLVED = 'Nobody wrote yet how this complaint was solved, so there is no answer to be made of it.';
/** What was said, for all to read, when it was resolved last. */
const RESOLUTION = `
  SELECT r.text FROM status_changes c JOIN statuses s ON s.id = c.to_status_id
    JOIN remarks r ON r.event_id = c.event_id AND r.complaint_id = c.complaint_id
  WHERE c.complaint_id = $id AND s.category = 'resolved' AND r.is_internal = 0
  ORDER BY c.id DESC LIMIT 1`;

/** An answer that was made of a complaint, now or before. */
export interface Drafted {
  readonly id: number;
  readonly isNew: boolean;
}

/**
 * Makes an answer of a complaint that was solved: its title, and the public words of the resolution, as a draft that
 * nobody reads before it is made active. Where one was made of it before, that one it is.
 *
 * @throws NotFoundError, ForbiddenError; ConflictError where no resolution was written.
 */
export async function draftFromComplaint(actor: Actor, complaintId: number): Promise<Drafted> {
  authorize(faqPolicy, actor, 'create');
  return inTransaction(async () => {
    const visible = { [Op.and]: [{ id: complaintId }, complaintPolicy.visibleTo(actor)] };
    // Locked, so that who presses twice at once makes one.
    const complaint = found(await Complaint.findOne({ where: visible, ...forUpdate() }));
    const before = await Faq.findOne({ where: { fromComplaintId: complaintId }, order: ['id'] });
    if (before !== null) return { id: before.id, isNew: false };
    const [resolution] = await select<{ text: string }>(RESOLUTION, { id: complaintId });
    if (resolution === undefined) throw new ConflictError(UNSOLVED);
    const draft = await createFaq(actor, {
      question: complaint.title,
      answer: resolution.text,
      isActive: false,
      fromComplaintId: complaintId,
      typeIds: [complaint.typeId],
    });
    return { id: Number(draft.get('id')), isNew: true };
  });
}
