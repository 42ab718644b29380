import { readMoment, select } from '../../../database/select.ts';
import { Complaint, type Urgency } from '../../../models/complaint.ts';
import type { StatusCategory, StatusCode } from '../../../models/status.ts';
import { displayName } from '../../../models/user.ts';
import { UNSOLVED } from '../../../policies/complaint-steps.ts';
import { DETAIL_NAMES, detailsIn, type DetailName, type ShownDetail } from '../complaint-fields.ts';
import { OVERDUE_DAYS } from '../queue/queue-filter.ts';
import type { PersonName, QueueRow } from '../queue/queue-row.ts';
import { DAY_MS } from '../../../durations.ts';

/** A complaint with the names of all that it refers to. */
export interface ReadComplaint extends QueueRow {
  readonly description: string;
  readonly details: readonly ShownDetail[];
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
  readonly reopenCount: number;
  readonly followUpOfId: number | null;
  /** The newest event that its reporter has seen. */
  readonly reporterSeenEventId: number | null;
}

interface Row extends Record<DetailName, string> {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly typeId: number;
  readonly type: string;
  readonly urgency: Urgency;
  readonly statusId: number;
  readonly status: string;
  readonly category: StatusCategory;
  readonly code: StatusCode | null;
  readonly reporterId: number;
  readonly reporterUsername: string;
  readonly reporterFirstName: string;
  readonly reporterLastName: string;
  readonly department: string | null;
  readonly assigneeId: number | null;
  readonly assigneeUsername: string | null;
  readonly assigneeFirstName: string | null;
  readonly assigneeLastName: string | null;
  readonly createdAt: Date | string;
  readonly lastActivityAt: Date | string;
  readonly resolvedAt: Date | string | null;
  readonly closedAt: Date | string | null;
  readonly reopenCount: number;
  readonly followUpOfId: number | null;
  readonly reporterSeenEventId: number | null;
  readonly version: number;
}

const OWN_COLUMNS = [
  'id',
  'title',
  'description',
  'typeId',
  'urgency',
  'statusId',
  'reporterId',
  'assigneeId',
  'createdAt',
  'lastActivityAt',
  'resolvedAt',
  'closedAt',
  'reopenCount',
  'followUpOfId',
  'reporterSeenEventId',
  'version',
  ...DETAIL_NAMES,
];

let statement: string | undefined;

/** Made when the models know their columns. */
function statementFor(): string {
  const attributes = Complaint.getAttributes() as Record<string, { field?: string }>;
  const own = OWN_COLUMNS.map((name) => `c.${attributes[name]?.field} AS ${name}`);
  statement ??= `
    SELECT ${own.join(', ')}, t.name AS type, s.name AS status, s.category, s.code, d.name AS department,
      r.username AS reporterUsername, r.first_name AS reporterFirstName, r.last_name AS reporterLastName,
      a.username AS assigneeUsername, a.first_name AS assigneeFirstName, a.last_name AS assigneeLastName
    FROM complaints c
    JOIN complaint_types t ON t.id = c.type_id
    JOIN statuses s ON s.id = c.status_id
    JOIN users r ON r.id = c.reporter_id
    LEFT JOIN user_profiles p ON p.user_id = r.id
    LEFT JOIN departments d ON d.id = p.department_id
    LEFT JOIN users a ON a.id = c.assignee_id
    WHERE c.id = $id`;
  return statement;
}

const momentOrNone = (stored: Date | string | null) => (stored === null ? null : readMoment(stored));

function assigneeOf(row: Row): PersonName | null {
  if (row.assigneeId === null) return null;
  const { assigneeUsername, assigneeFirstName: firstName, assigneeLastName: lastName } = row;
  return {
    id: row.assigneeId,
    name: displayName({ username: assigneeUsername ?? '', firstName, lastName }),
  };
}

function reporterOf(row: Row): QueueRow['reporter'] {
  const { reporterUsername: username, reporterFirstName: firstName, reporterLastName: lastName } = row;
  const name = displayName({ username, firstName, lastName });
  return { id: row.reporterId, name, department: row.department };
}

/** The complaint with this id, or nothing, whoever asks; `now` decides whether it is overdue. */
export async function readComplaint(id: number, now: Date): Promise<ReadComplaint | undefined> {
  const [row] = await select<Row>(statementFor(), { id });
  if (row === undefined) return undefined;
  const createdAt = readMoment(row.createdAt);
  const { title, description, typeId, type, urgency, statusId, status, category, code, version } = row;
  return {
    id,
    title,
    description,
    typeId,
    type,
    urgency,
    statusId,
    status,
    category,
    code,
    version,
    createdAt,
    lastActivityAt: readMoment(row.lastActivityAt),
    resolvedAt: momentOrNone(row.resolvedAt),
    closedAt: momentOrNone(row.closedAt),
    reporter: reporterOf(row),
    assignee: assigneeOf(row),
    details: detailsIn(row),
    reopenCount: row.reopenCount,
    followUpOfId: row.followUpOfId,
    reporterSeenEventId: row.reporterSeenEventId,
    isOverdue: UNSOLVED.includes(category) && now.getTime() - createdAt.getTime() > OVERDUE_DAYS * DAY_MS,
  };
}
