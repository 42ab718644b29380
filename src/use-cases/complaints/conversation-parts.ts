import { Op } from 'sequelize';
import { Attachment } from '../../models/attachment.ts';
import { ComplaintChange } from '../../models/complaint-change.ts';
import { Feedback } from '../../models/feedback.ts';
import { Remark } from '../../models/remark.ts';
import { StatusChange } from '../../models/status-change.ts';
import { Status, type StatusCategory } from '../../models/status.ts';
import { User } from '../../models/user.ts';
import { NAME_COLUMNS } from './conflict.ts';
import { personName, type PersonName } from './queue-row.ts';

/** Most remarks that one page shows, the newest of them. */
const MOST_REMARKS = 500;

/** A file that can be opened. */
export interface AttachmentView {
  readonly id: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly contentType: string;
}

/** Something said; an author of nobody is the system. */
export interface RemarkView {
  readonly id: number;
  readonly author: PersonName | null;
  readonly text: string;
  readonly isInternal: boolean;
  readonly createdAt: Date;
  readonly attachments: readonly AttachmentView[];
}

/** A step in the life of the complaint. */
export interface StatusChangeView {
  readonly id: number;
  readonly from: string | null;
  readonly to: string;
  readonly category: StatusCategory;
  readonly by: PersonName | null;
  readonly note: string;
  readonly createdAt: Date;
}

/** Who made which version, and how. */
export interface ChangeView {
  readonly version: number;
  readonly by: PersonName | null;
  readonly what: string;
  readonly createdAt: Date;
}

/** The rating of one resolution. */
export interface FeedbackView {
  readonly statusChangeId: number;
  readonly rating: number;
  readonly comment: string;
  readonly createdAt: Date;
}

const author = (as: string) => ({ model: User, as, attributes: NAME_COLUMNS });

function attachmentView({ id, originalName, sizeBytes, contentType }: Attachment): AttachmentView {
  return { id, name: originalName, sizeBytes, contentType };
}

/** What was said, the oldest first, and the complaint's own files; internal notes and their files only on request. */
export async function loadRemarks(
  complaintId: number,
  withNotes: boolean,
): Promise<{ remarks: RemarkView[]; attachments: AttachmentView[]; earlierLeftOut: boolean }> {
  const rows = await Remark.findAll({
    where: { complaintId, ...(withNotes ? {} : { isInternal: false }) },
    include: [author('author')],
    order: [['id', 'DESC']],
    limit: MOST_REMARKS + 1,
  });
  const shown = rows.slice(0, MOST_REMARKS).toReversed();
  const files = await Attachment.findAll({ where: { complaintId }, order: [['id', 'ASC']] });
  const filesOf = (remarkId: number | null) =>
    files.filter((file) => file.remarkId === remarkId).map(attachmentView);
  const remarks = shown.map((remark) => ({
    id: remark.id,
    author: personName(remark.author),
    text: remark.text,
    isInternal: remark.isInternal,
    createdAt: remark.createdAt,
    attachments: filesOf(remark.id),
  }));
  return { remarks, attachments: filesOf(null), earlierLeftOut: rows.length > MOST_REMARKS };
}

/** Every step, the oldest first. */
export async function loadStatusChanges(complaintId: number): Promise<StatusChangeView[]> {
  const rows = await StatusChange.findAll({
    where: { complaintId },
    include: [author('changedBy')],
    order: [['id', 'ASC']],
  });
  const ids = rows.flatMap(({ fromStatusId, toStatusId }) => [fromStatusId, toStatusId]);
  const found = await Status.findAll({ where: { id: { [Op.in]: ids.filter((id) => id !== null) } } });
  const statuses = new Map(found.map((status) => [status.id, status]));
  return rows.map((row) => ({
    id: row.id,
    from: row.fromStatusId === null ? null : (statuses.get(row.fromStatusId)?.name ?? ''),
    to: statuses.get(row.toStatusId)?.name ?? '',
    category: statuses.get(row.toStatusId)?.category ?? 'new',
    by: personName(row.changedBy),
    note: row.note,
    createdAt: row.createdAt,
  }));
}

/** Every change, the oldest first. */
export async function loadChanges(complaintId: number): Promise<ChangeView[]> {
  const rows = await ComplaintChange.findAll({
    where: { complaintId },
    include: [author('changedBy')],
    order: [['version', 'ASC']],
  });
  return rows.map(({ version, what, createdAt, changedBy }) => ({
    version,
    what,
    createdAt,
    by: personName(changedBy),
  }));
}

/** The ratings, the oldest first. */
export async function loadFeedback(complaintId: number): Promise<FeedbackView[]> {
  const rows = await Feedback.findAll({ where: { complaintId }, order: [['id', 'ASC']] });
  return rows.map(({ statusChangeId, rating, comment, createdAt }) => ({
    statusChangeId,
    rating,
    comment,
    createdAt,
  }));
}
