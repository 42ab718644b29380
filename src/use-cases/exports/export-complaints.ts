import type { Actor } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { authorize } from '../../policies/policy.ts';
import { queueInput, type QueueInput } from '../complaints/queue/list-complaints.ts';
import { parseInput } from '../parse-input.ts';
import { complaintLines, type ComplaintLine } from './complaint-lines.ts';
import { complaintNumbers } from './complaint-numbers.ts';
import { exportSource, type ExportColumn, type ExportSource } from './export-source.ts';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What an exported list of complaints tells of each. */
const COLUMNS: readonly ExportColumn<ComplaintLine>[] = [
  { key: 'id', label: 'No.', kind: 'number', cell: ({ id }) => id },
  { key: 'title', label: 'Title', width: 48, cell: ({ title }) => title },
  { key: 'status', label: 'Status', width: 18, cell: ({ status }) => status },
  { key: 'stage', label: 'Stage', width: 12, cell: ({ category }) => category },
  {
    key: 'urgency',
    label: 'Urgency',
    width: 12,
    cell: ({ urgency }) => capital(urgency),
    json: ({ urgency }) => urgency,
  },
  { key: 'type', label: 'Type', width: 18, cell: ({ type }) => type },
  {
    key: 'reporter',
    label: 'Reporter',
    cell: ({ reporter }) => reporter.name,
    json: ({ reporter }) => reporter,
  },
  { key: 'department', label: 'Department', cell: ({ department }) => department },
  {
    key: 'assignee',
    label: 'Assigned to',
    cell: ({ assignee }) => assignee?.name,
    json: (row) => row.assignee,
  },
  { key: 'filedAt', label: 'Filed', kind: 'moment', cell: ({ createdAt }) => createdAt },
  { key: 'lastActivityAt', label: 'Last activity', kind: 'moment', cell: (row) => row.lastActivityAt },
  { key: 'dueAt', label: 'Due', kind: 'moment', cell: ({ dueAt }) => dueAt },
  { key: 'isOverdue', label: 'Overdue', width: 10, cell: ({ isOverdue }) => isOverdue },
  { key: 'resolvedAt', label: 'Resolved', kind: 'moment', cell: ({ resolvedAt }) => resolvedAt },
  { key: 'closedAt', label: 'Closed', kind: 'moment', cell: ({ closedAt }) => closedAt },
  { key: 'filesRemovedAt', label: 'Files removed', kind: 'moment', cell: (row) => row.filesRemovedAt },
  { key: 'textsRemovedAt', label: 'Texts removed', kind: 'moment', cell: (row) => row.textsRemovedAt },
  { key: 'reopenCount', label: 'Times reopened', kind: 'number', cell: ({ reopenCount }) => reopenCount },
  { key: 'location', label: 'Location', cell: ({ location }) => location },
  { key: 'contactNumber', label: 'Contact number', width: 18, cell: ({ contactNumber }) => contactNumber },
  { key: 'description', label: 'Description', width: 80, cell: ({ description }) => description },
];

/**
 * The queue as it is filtered, searched and sorted, all of its pages, to be written out; for those who may not see all
 * figures, their own work of it. Notes are no part of it.
 *
 * @throws ForbiddenError for those who see their own complaints alone; InvalidInputError for unknown filters.
 */
export async function exportComplaints(
  actor: Actor,
  input: QueueInput,
  timeZone: string,
  now: Date = new Date(),
): Promise<ExportSource> {
  authorize(complaintPolicy, actor, 'queue');
  const ids = await complaintNumbers(actor, parseInput(queueInput, input), now, timeZone);
  const named = { list: 'complaints', title: 'Complaints', count: ids.length };
  return exportSource(named, COLUMNS, complaintLines(ids, now));
}
