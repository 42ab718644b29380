import { Complaint } from '../../../models/complaint.ts';
import { Status } from '../../../models/status.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { DETAIL_NAMES } from '../../../use-cases/complaints/complaint-fields.ts';
import { deleteComplaints } from '../../../use-cases/complaints/delete-complaints.ts';
import { editComplaint } from '../../../use-cases/complaints/steps/edit-complaint.ts';
import { searchIn } from '../../../use-cases/records/listing/filters.ts';
import type { Listing } from '../../../use-cases/records/listing/listing.ts';
import { exportComplaints } from '../../../use-cases/exports/export-complaints.ts';
import { usualView } from '../../../use-cases/complaints/queue/usual-view.ts';
import type { Table, Values } from '../../table/table.ts';
import { readQueueQuery, SORTS } from './queue-query.ts';

/** What the rules need to know of each complaint's status, of a whole page at once. */
async function fill(rows: readonly Values[]): Promise<Map<number, Values>> {
  const found = await Status.findAll({
    attributes: ['id', 'category', 'code'],
    where: { id: [...new Set(rows.map((row) => Number(row.statusId)))] },
    raw: true,
  });
  const statuses = new Map(found.map(({ id, category, code }) => [id, { category, code }]));
  return new Map(rows.map((row) => [Number(row.id), statuses.get(Number(row.statusId)) ?? {}]));
}

/** A text that was emptied is an empty text; its use case refuses null. */
const textsOf = (changes: Values) =>
  Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value ?? '']));

/** What is read of single complaints; their list is the queue, which has filters and a search of its own. */
const columns: Listing = {
  model: Complaint,
  policy: complaintPolicy,
  columns: [
    'id',
    'title',
    'description',
    'typeId',
    'statusId',
    'urgency',
    'reporterId',
    'assigneeId',
    ...DETAIL_NAMES,
    'createdAt',
    'updatedAt',
    'lastActivityAt',
    'dueAt',
    'resolvedAt',
    'closedAt',
    'reopenCount',
    'version',
    'mergedIntoId',
  ],
  filters: {},
  sortable: Object.keys(SORTS),
  order: ['lastActivityAt', 'desc'],
  search: searchIn(Complaint, ['title']),
  fill,
};

/** What the panel shows and changes of complaints, beside their steps. */
export const complaintsTable: Table = {
  model: Complaint,
  policy: complaintPolicy,
  nouns: ['complaint', 'complaints'],
  historyOf: ({ id }) => ({ complaintId: id }),
  list: columns,
  // Status, assignee and the dates belong to the steps of a complaint, never to a form.
  editable: ['title', 'description', 'typeId', 'urgency', ...DETAIL_NAMES],
  title: ({ id, title }) => `#${String(id)} ${String(title)}`,
  titleColumns: ['title'],
  alike: ({ category, code, reporterId, assigneeId, isFollowed, mergedIntoId, description }, { id }) => {
    const holder = assigneeId === null || assigneeId === id ? assigneeId : 'other';
    const isMerged = (mergedIntoId ?? null) !== null;
    // A line of the queue has no description.
    const isLine = description === undefined;
    return [category, code, holder, reporterId === id, isFollowed === true, isMerged, isLine].join(' ');
  },
  exported: (actor, query, timeZone) =>
    exportComplaints(actor, readQueueQuery(query, usualView(actor)).input, timeZone),
  update: (actor, id, changes, version) => editComplaint(actor, { ...textsOf(changes), id, version }),
  async remove(actor, ids) {
    await deleteComplaints(actor, ids);
    return {};
  },
};
