import { detailsIn, type ShownDetail } from '../complaint-fields.ts';
import type { Complaint, Urgency } from '../../../models/complaint.ts';
import { ComplaintType } from '../../../models/complaint-type.ts';
import { Status, type StatusCategory } from '../../../models/status.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';

/** A complaint as its reporter sees it in a list. */
export interface ComplaintSummary {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly status: string;
  readonly category: StatusCategory;
  readonly urgency: Urgency;
  readonly createdAt: Date;
}

/** A complaint as it is read. */
export interface ComplaintDetails extends ComplaintSummary {
  readonly description: string;
  readonly details: readonly ShownDetail[];
  readonly reporter: string;
  readonly assignee: string | null;
}

/** What a summary needs to be loaded. */
const summaryParts = [
  { model: ComplaintType, as: 'type', attributes: ['name'] },
  { model: Status, as: 'status', attributes: ['name', 'category'] },
];

/** What the details need to be loaded. */
export const detailParts = [
  ...summaryParts,
  { model: User, as: 'reporter', attributes: NAME_COLUMNS },
  { model: User, as: 'assignee', attributes: NAME_COLUMNS },
];

/** The summary of a complaint that was loaded with `summaryParts`. */
function summaryOf(complaint: Complaint): ComplaintSummary {
  return {
    id: complaint.id,
    title: complaint.title,
    type: complaint.type?.name ?? '',
    status: complaint.status?.name ?? '',
    category: complaint.status?.category ?? 'new',
    urgency: complaint.urgency,
    createdAt: complaint.createdAt,
  };
}

/** The details of a complaint that was loaded with `detailParts`. */
export function detailsOf(complaint: Complaint): ComplaintDetails {
  return {
    ...summaryOf(complaint),
    description: complaint.description,
    details: detailsIn(complaint),
    reporter: complaint.reporter?.displayName ?? '',
    assignee: complaint.assignee?.displayName ?? null,
  };
}
