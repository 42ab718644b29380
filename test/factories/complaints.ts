import { inTransaction } from '../../src/database/transaction.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { Remark } from '../../src/models/remark.ts';
import { StatusChange } from '../../src/models/status-change.ts';
import { record } from '../../src/journal/record.ts';
import { Status, type StatusCode } from '../../src/models/status.ts';
import { textKey } from '../../src/models/text.ts';
import { indexComplaint } from '../../src/use-cases/complaints/search/index-complaint.ts';
import { DAY_MS } from '../../src/durations.ts';
import { OVERDUE_DAYS } from '../../src/use-cases/targets/clock.ts';
import { buildUser } from './people.ts';

type Row = Partial<Complaint['_creationAttributes']>;

/** What a test cares about in a complaint; the rest is made up. */
export interface ComplaintOptions extends Omit<Row, 'statusId' | 'typeId' | 'reporterId' | 'assigneeId'> {
  /** A status that the portal does not know by itself, in place of one that it does. */
  readonly ownStatus?: Status;
  readonly reporter?: { readonly id: number };
  readonly assignee?: { readonly id: number };
  /** Default: open. */
  readonly status?: StatusCode;
  /** Name of the type. */
  readonly type?: string;
}

function times(status: StatusCode): Pick<Row, 'resolvedAt' | 'closedAt'> {
  if (status === 'resolved') return { resolvedAt: new Date() };
  if (status === 'closed') return { resolvedAt: new Date(), closedAt: new Date() };
  return status === 'rejected' ? { closedAt: new Date() } : {};
}

/** Without a target it is overdue after some days, while somebody has to work on it. */
function due(status: StatusCode, createdAt = new Date()): Pick<Row, 'dueAt'> {
  const runs = ['open', 'assigned', 'in_progress'].includes(status);
  return runs ? { dueAt: new Date(createdAt.getTime() + OVERDUE_DAYS * DAY_MS) } : {};
}

/** A stored complaint in the given state, with the one event and status change that led there. */
export async function buildComplaint(options: ComplaintOptions = {}): Promise<Complaint> {
  const {
    reporter,
    assignee,
    status: code = 'open',
    type: typeName = 'Hardware',
    ownStatus,
    ...row
  } = options;
  const reporterId = reporter?.id ?? (await buildUser()).id;
  const status = ownStatus ?? (await Status.findOne({ where: { code }, rejectOnEmpty: true }));
  const where = { nameFolded: textKey(typeName) };
  const type = await ComplaintType.findOne({ where, rejectOnEmpty: true });
  return inTransaction(async () => {
    const complaint = await Complaint.create({
      title: 'The printer eats paper',
      description: 'Every second page comes out torn.',
      ...times(code),
      ...due(code, row.createdAt),
      ...row,
      reporterId,
      assigneeId: assignee?.id ?? null,
      statusId: status.id,
      typeId: type.id,
    });
    const eventId = await record({
      name: 'complaint.filed',
      by: { id: reporterId, name: 'Somebody' },
      subjectId: complaint.id,
      complaintId: complaint.id,
      details: { changes: { status: { from: null, to: { id: status.id, name: status.name } } } },
      at: complaint.createdAt,
    });
    await StatusChange.create({
      complaintId: complaint.id,
      eventId,
      fromStatusId: null,
      toStatusId: status.id,
      changedById: reporterId,
    });
    await indexComplaint(complaint);
    return complaint;
  });
}

/** Stored replies to a complaint, numbered from 0 in their text, with an event each. */
export async function buildReplies(
  complaintId: number,
  author: { readonly id: number },
  count: number,
): Promise<void> {
  const first = ((await JournalEvent.max('id')) as number) + 1;
  const numbers = Array.from({ length: Math.floor(count) }, (_, index) => index);
  const shared = { complaintId, createdAt: new Date() };
  await inTransaction(async () => {
    await JournalEvent.bulkCreate(
      numbers.map((index) => ({
        ...shared,
        id: first + index,
        name: 'complaint.remarked',
        subjectType: 'complaint',
        subjectId: complaintId,
        actorId: author.id,
        actorName: 'Elena',
        origin: 'panel',
        address: null,
        requestId: null,
        details: '{}',
      })),
    );
    await Remark.bulkCreate(
      numbers.map((index) => ({
        ...shared,
        eventId: first + index,
        authorId: author.id,
        text: `Reply number ${index}.`,
      })),
    );
  });
}
