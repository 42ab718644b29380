import { boundList, readMoment, select } from '../../../database/select.ts';
import { DAY_MS } from '../../../durations.ts';
import type { Urgency } from '../../../models/complaint.ts';
import type { StatusCategory, StatusCode } from '../../../models/status.ts';
import { displayName } from '../../../models/user.ts';
import { UNSOLVED } from '../../../policies/complaint-steps.ts';
import { OVERDUE_DAYS } from './queue-filter.ts';

/** Somebody's id and name. */
export interface PersonName {
  readonly id: number;
  readonly name: string;
}

/** The reporter with their department. */
export interface ReporterName extends PersonName {
  readonly department: string | null;
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
  readonly isOverdue: boolean;
}

/** The columns of a line, selected from `ROW_TABLES`. */
export const ROW_COLUMNS = `c.id, c.title, c.type_id AS typeId, t.name AS type, c.urgency, c.status_id AS statusId,
  s.name AS status, s.category, s.code, c.reporter_id AS reporterId, d.name AS department,
  r.username AS reporterUsername, r.first_name AS reporterFirstName, r.last_name AS reporterLastName,
  c.assignee_id AS assigneeId, a.username AS assigneeUsername, a.first_name AS assigneeFirstName,
  a.last_name AS assigneeLastName, c.created_at AS createdAt, c.last_activity_at AS lastActivityAt, c.version`;

/** Complaints, called `c`, with all that a line names. */
export const ROW_TABLES = `complaints c
  JOIN complaint_types t ON t.id = c.type_id
  JOIN statuses s ON s.id = c.status_id
  JOIN users r ON r.id = c.reporter_id
  LEFT JOIN user_profiles p ON p.user_id = r.id
  LEFT JOIN departments d ON d.id = p.department_id
  LEFT JOIN users a ON a.id = c.assignee_id`;

type Shaped = 'reporter' | 'assignee' | 'createdAt' | 'lastActivityAt' | 'isOverdue';

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

/** The line of a stored complaint; `now` decides whether it is overdue. */
export function queueRow(row: StoredRow, now: Date): QueueRow {
  const { id, title, typeId, type, urgency, statusId, status, category, code, version } = row;
  const createdAt = readMoment(row.createdAt);
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
    createdAt,
    lastActivityAt: readMoment(row.lastActivityAt),
    reporter: reporterOf(row),
    assignee: assigneeOf(row),
    isOverdue: UNSOLVED.includes(category) && now.getTime() - createdAt.getTime() > OVERDUE_DAYS * DAY_MS,
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
