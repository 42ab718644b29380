import { Op } from 'sequelize';
import { Attachment } from '../../../models/attachment.ts';
import { Complaint } from '../../../models/complaint.ts';
import { ComplaintType } from '../../../models/complaint-type.ts';
import type { JournalEvent } from '../../../models/journal-event.ts';
import { Remark } from '../../../models/remark.ts';
import { Status } from '../../../models/status.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import { INTERNAL_EVENTS } from '../../complaints/conversation/tell-event.ts';
import { can, type Person } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';

function named(row: User | null | undefined): object | null {
  return row ? { id: row.id, name: row.displayName } : null;
}

async function visibleComplaint(id: number, owner: Person): Promise<Complaint | null> {
  const name = { model: User, attributes: NAME_COLUMNS };
  return Complaint.findOne({
    where: { [Op.and]: [{ id }, complaintPolicy.visibleTo(owner)] },
    include: [
      { ...name, as: 'reporter' },
      { ...name, as: 'assignee' },
      { model: ComplaintType, as: 'type', attributes: ['id', 'name'] },
      { model: Status, as: 'status', attributes: ['code', 'name', 'category'] },
    ],
  });
}

function shown(complaint: Complaint, site: string): object {
  const { id, title, description, urgency, location, status, type, createdAt, updatedAt } = complaint;
  return {
    id,
    title,
    description,
    status: status === undefined ? null : { code: status.code, name: status.name, category: status.category },
    urgency,
    type: type === undefined ? null : { id: type.id, name: type.name },
    reporter: named(complaint.reporter),
    assignee: named(complaint.assignee),
    location,
    url: `${site}/complaints/${id}`,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** What was said with the event, and the names of files that came with it. */
async function said(eventId: number, complaintId: number, readsNotes: boolean): Promise<object> {
  const where = { eventId, complaintId };
  const remark = await Remark.findOne({ where: readsNotes ? where : { ...where, isInternal: false } });
  const isHidden = !readsNotes && remark === null && (await Remark.count({ where })) > 0;
  const files = isHidden ? [] : await Attachment.findAll({ where, order: ['id'] });
  return {
    ...(remark === null ? {} : { text: remark.text, isNote: remark.isInternal }),
    ...(files.length === 0 ? {} : { files: files.map((file) => ({ id: file.id, name: file.originalName })) }),
  };
}

/** What somebody may see of an event of a complaint; undefined: nothing of it. */
export async function complaintData(
  event: JournalEvent,
  owner: Person,
  site: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { complaintId, name } = event;
  if (complaintId === null) return undefined;
  if (name === 'complaint.deleted')
    return can(owner, 'complaints.view') ? { complaint: { id: complaintId } } : undefined;
  const complaint = await visibleComplaint(complaintId, owner);
  if (complaint === null) return undefined;
  const readsNotes = complaintPolicy.may(owner, 'readNotes', complaint);
  // That there is a note is a part of the note, and so it is with all that timelines show to those alone who read them.
  if (INTERNAL_EVENTS.has(name) && !readsNotes) return undefined;
  return { complaint: shown(complaint, site), ...(await said(event.id, complaintId, readsNotes)) };
}
