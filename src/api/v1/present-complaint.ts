import type { z } from 'zod';
import type { EventView } from '../../use-cases/complaints/conversation/conversation-parts.ts';
import type { KnownComplaint } from '../../use-cases/complaints/conversation/get-conversation.ts';
import type { QueueRow } from '../../use-cases/complaints/queue/queue-row.ts';
import type { complaint, complaintEvent, complaintSummary } from './complaint-shapes.ts';

/** A line of the queue. */
export function presentSummary(row: QueueRow): z.input<typeof complaintSummary> {
  const { statusId, status, category, typeId, type, due, reporter, assignee } = row;
  return {
    id: row.id,
    title: row.title,
    type: { id: typeId, name: type },
    urgency: row.urgency,
    status: { id: statusId, name: status, category },
    reporter: { id: reporter.id, name: reporter.name, department: reporter.department },
    assignee: assignee && { id: assignee.id, name: assignee.name },
    createdAt: row.createdAt,
    lastActivityAt: row.lastActivityAt,
    due: due && { what: due.what, at: due.at },
    isOverdue: row.isOverdue,
    version: row.version,
  };
}

/** A complaint with all that belongs to it but what was said. */
export function presentComplaint({ complaint: row, steps }: KnownComplaint): z.input<typeof complaint> {
  const detail = (name: string) => row.details.find((one) => one.name === name)?.value ?? '';
  const { links, followers, followUpIds, mergedIds } = row;
  return {
    ...presentSummary(row),
    description: row.description,
    location: detail('location'),
    contactNumber: detail('contactNumber'),
    resolvedAt: row.resolvedAt,
    closedAt: row.closedAt,
    filesRemovedAt: row.filesRemovedAt,
    textsRemovedAt: row.textsRemovedAt,
    reopenCount: row.reopenCount,
    followUpOfId: row.followUpOfId,
    followUpIds,
    mergedIntoId: row.mergedIntoId,
    mergedIds,
    links: links.map(({ id, title, status, category }) => ({ id, title, status, category })),
    followers: followers.map(({ id, name }) => ({ id, name })),
    steps,
  };
}

/** What happened, with what was said. */
export function presentEvent(event: EventView): z.input<typeof complaintEvent> {
  const { id, name, at, by, what, status, remark, feedback } = event;
  const said = remark && {
    id: remark.id,
    text: remark.text,
    quoted: remark.quoted,
    isInternal: remark.isInternal,
    attachments: remark.attachments,
  };
  return {
    id,
    name,
    at,
    by: by && { id: by.id, name: by.name },
    what,
    status: status && { name: status.name, category: status.category },
    said,
    feedback: feedback && { rating: feedback.rating, comment: feedback.comment },
  };
}
