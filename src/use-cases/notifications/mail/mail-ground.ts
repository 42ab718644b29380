import { Attachment } from '../../../models/attachment.ts';
import { Complaint } from '../../../models/complaint.ts';
import { ComplaintType } from '../../../models/complaint-type.ts';
import type { Notification } from '../../../models/notification.ts';
import { Remark } from '../../../models/remark.ts';
import { Status } from '../../../models/status.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import type { Person } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import type { Said } from '../../../notifications/mails/pieces.tsx';

/** A complaint with the names that a mail shows. */
export async function loadComplaint(id: number): Promise<Complaint | null> {
  const name = { model: User, attributes: NAME_COLUMNS };
  return Complaint.findByPk(id, {
    include: [
      { ...name, as: 'reporter' },
      { ...name, as: 'assignee' },
      { model: ComplaintType, as: 'type', attributes: ['name'] },
      { model: Status, as: 'status', attributes: ['name', 'category'] },
    ],
  });
}

/** What was said with the events of these notifications, as far as this person may read it, by event. */
export async function saidOf(
  rows: readonly Notification[],
  complaint: Complaint,
  person: Person,
): Promise<ReadonlyMap<number, Said>> {
  const eventId = rows.flatMap((row) => row.eventId ?? []);
  if (eventId.length === 0) return new Map();
  const where = { eventId, complaintId: complaint.id };
  const remarks = await Remark.findAll({ where, order: ['id'] });
  const files = await Attachment.findAll({
    attributes: ['eventId', 'originalName'],
    where,
    order: ['id'],
  });
  const readsNotes = complaintPolicy.may(person, 'readNotes', complaint);
  const said = remarks
    .filter(({ isInternal }) => !isInternal || readsNotes)
    .map((remark) => [remark.eventId, { text: remark.text, files: namesOf(files, remark.eventId) }] as const);
  return new Map(said);
}

function namesOf(files: readonly Attachment[], eventId: number): string[] {
  return files.filter((file) => file.eventId === eventId).map(({ originalName }) => originalName);
}
