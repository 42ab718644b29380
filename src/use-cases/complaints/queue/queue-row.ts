import { boundList, readMoment, select } from '../../../database/select.ts';
import type { Urgency } from '../../../models/complaint.ts';
import type { StatusCategory, StatusCode } from '../../../models/status.ts';
import { displayName } from '../../../models/user.ts';

/** Somebody's id and name. */
export interface PersonName {
  readonly id: number;
  readonly name: string;
}

/** The reporter with their department. */
export interface ReporterName extends PersonName {
  readonly department: string | null;
}

/** What is due when. */
export interface Due {
  /** Where no target says what, it has been open for too long from then on. */
  readonly what: 'response' | 'resolution' | 'any';
  readonly at: Date;
}

/** A complaint as a line of the queue. */
export interface QueueRow {
  readonly id: number;
  readonly title: string;
  readonly typeId: number;
  readonly type: string;
  readonly urgency: Urgency;
  readonly statusId: number;
  readonly status: string;
  readonly category: StatusCategory;
  readonly code: StatusCode | null;
  readonly reporter: ReporterName;
  readonly assignee: PersonName | null;
  readonly createdAt: Date;
  readonly lastActivityAt: Date;
  /** Sent back with a bulk action. */
  readonly version: number;
  /** What of it is due next, while its clock runs. */
  readonly due: Due | null;
  readonly isOverdue: boolean;
}

/** The columns of a line, selected from `ROW_TABLES`. */
export const ROW_COLUMNS = `c.id, c.title, c.type_id AS typeId, t.name AS type, c.urgency, c.status_id AS statusId,
  s.name AS status, s.category, s.code, c.reporter_id AS reporterId, d.name AS department,
  r.username AS reporterUsername, r.first_name AS reporterFirstName, r.last_name AS reporterLastName,
  c.assignee_id AS assigneeId, a.username AS assigneeUsername, a.first_name AS assigneeFirstName,
  a.last_name AS assigneeLastName, c.created_at AS createdAt, c.last_activity_at AS lastActivityAt, c.version,
  c.due_at AS dueAt, c.resolution_due_at AS resolutionDueAt, c.clock_seconds AS clockSeconds`;

/** Complaints, called `c`, with all that a line names. */
export const ROW_TABLES = `complaints c
  JOIN complaint_types t ON t.id = c.type_id
  JOIN statuses s ON s.id = c.status_id
  JOIN users r ON r.id = c.reporter_id
  LEFT JOIN user_profiles p ON p.user_id = r.id
  LEFT JOIN departments d ON d.id = p.department_id
  LEFT JOIN users a ON a.id = c.assignee_id`;

type Shaped = 'reporter' | 'assignee' | 'createdAt' | 'lastActivityAt' | 'due' | 'isOverdue';

/** What `ROW_COLUMNS` selects. */
export interface StoredRow extends Omit<QueueRow, Shaped> {
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
  readonly dueAt: Date | string | null;
  readonly resolutionDueAt: Date | string | null;
  readonly clockSeconds: number | null;
}

function assigneeOf(row: StoredRow): PersonName | null {
  if (row.assigneeId === null) return null;
  const { assigneeUsername, assigneeFirstName: firstName, assigneeLastName: lastName } = row;
  const name = displayName({ username: assigneeUsername ?? '', firstName, lastName });
  return { id: row.assigneeId, name };
}

function reporterOf(row: StoredRow): ReporterName {
  const { reporterUsername: username, reporterFirstName: firstName, reporterLastName: lastName } = row;
  const name = displayName({ username, firstName, lastName });
  return { id: row.reporterId, name, department: row.department };
}

function dueOf({ dueAt, resolutionDueAt, clockSeconds }: StoredRow): Due | null {
  if (dueAt === null) return null;
  const at = readMoment(dueAt);
  if (clockSeconds === null) return { what: 'any', at };
  const isResolution = resolutionDueAt !== null && readMoment(resolutionDueAt).getTime() === at.getTime();
  return { what: isResolution ? 'resolution' : 'response', at };
}

/** The line of a stored complaint; `now` decides whether it is overdue. */
export function queueRow(row: StoredRow, now: Date): QueueRow {
  const { id, title, typeId, type, urgency, statusId, status, category, code, version } = row;
  const due = dueOf(row);
  return {
    id,
    title,
    typeId,
    type,
    urgency,
    statusId,
    status,
    category,
    code,
    version,
    createdAt: readMoment(row.createdAt),
    lastActivityAt: readMoment(row.lastActivityAt),
    reporter: reporterOf(row),
    assignee: assigneeOf(row),
    due,
    isOverdue: due !== null && due.at <= now,
  };
}

/** The lines of these complaints in the order of their ids. */
export async function queueRows(ids: readonly number[], now: Date): Promise<QueueRow[]> {
  if (ids.length === 0) return [];
  const { places, bind } = boundList(ids);
  const sql = `SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE c.id IN (${places})`;
  const rows = new Map((await select<StoredRow>(sql, bind)).map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row === undefined ? [] : [queueRow(row, now)];
  });
}
