import { Op } from 'sequelize';
import { Complaint } from '../../../models/complaint.ts';
import { JournalEvent } from '../../../models/journal-event.ts';
import type { Notification } from '../../../models/notification.ts';
import type { NewsKindName } from '../../../notifications/kinds.ts';
import type { LetterKindName } from '../../../notifications/letters.ts';
import { isStillSo, saysMore, type PresentState } from '../../../notifications/still-so.ts';

/** How a complaint, loaded with its status, is for somebody. */
export function presentState(complaint: Complaint, personId: number): PresentState {
  const { status, urgency, assigneeId } = complaint;
  return {
    category: status?.category ?? 'open',
    isCritical: urgency === 'critical',
    isTheirs: assigneeId === personId,
    hasAssignee: assigneeId !== null,
  };
}

/** Whether a person did anything about a complaint since this was written for them. */
async function hasActedSince({ eventId, complaintId }: Notification, personId: number): Promise<boolean> {
  const where = { complaintId, actorId: personId, id: { [Op.gt]: eventId ?? 0 } };
  return (await JournalEvent.count({ where })) > 0;
}

/** Whether a mail calls for what is done by now, and says nothing beside that its reader does not know. */
export async function isOvertaken(
  row: Notification,
  kind: NewsKindName | LetterKindName,
  personId: number,
): Promise<boolean> {
  if (row.complaintId === null) return false;
  const complaint = await Complaint.findByPk(row.complaintId, { include: ['status'] });
  if (complaint === null || isStillSo(kind, presentState(complaint, personId))) return false;
  return !saysMore(kind) || hasActedSince(row, personId);
}
