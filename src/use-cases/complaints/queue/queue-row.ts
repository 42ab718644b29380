import { Complaint, type Urgency } from '../../../models/complaint.ts';
import { ComplaintType } from '../../../models/complaint-type.ts';
import { Department } from '../../../models/department.ts';
import { Status, type StatusCategory, type StatusCode } from '../../../models/status.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import { UserProfile } from '../../../models/user-profile.ts';
import { UNSOLVED } from '../../../policies/complaint-steps.ts';
import { OVERDUE_DAYS } from './queue-filter.ts';
import { DAY_MS } from '../../../durations.ts';

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

/** What a line of the queue needs to be loaded, in one query. */
export const queueParts = [
  { model: ComplaintType, as: 'type', attributes: ['name'] },
  { model: Status, as: 'status', attributes: ['name', 'category', 'code'] },
  {
    model: User,
    as: 'reporter',
    attributes: NAME_COLUMNS,
    include: [
      {
        model: UserProfile,
        as: 'profile',
        attributes: ['id'],
        include: [{ model: Department, as: 'department', attributes: ['name'] }],
      },
    ],
  },
  { model: User, as: 'assignee', attributes: NAME_COLUMNS },
];

/** A person as they are shown; nothing for nobody. */
export function personName(user: User | null | undefined): PersonName | null {
  return user === null || user === undefined ? null : { id: user.id, name: user.displayName };
}

/** The reporter of a complaint that was loaded with `queueParts`. */
export function reporterName(complaint: Complaint): ReporterName {
  const { reporter, reporterId } = complaint;
  const department = reporter?.profile?.department?.name ?? null;
  return { id: reporterId, name: reporter?.displayName ?? '', department };
}

/** The line of a complaint that was loaded with `queueParts`. */
export function queueRow(complaint: Complaint, now: Date): QueueRow {
  const { id, title, typeId, statusId, urgency, createdAt, lastActivityAt, version } = complaint;
  const category = complaint.status?.category ?? 'new';
  const age = now.getTime() - createdAt.getTime();
  return {
    id,
    title,
    typeId,
    statusId,
    urgency,
    createdAt,
    lastActivityAt,
    version,
    type: complaint.type?.name ?? '',
    status: complaint.status?.name ?? '',
    category,
    code: complaint.status?.code ?? null,
    reporter: reporterName(complaint),
    assignee: personName(complaint.assignee),
    isOverdue: UNSOLVED.includes(category) && age > OVERDUE_DAYS * DAY_MS,
  };
}

/** The lines of these complaints in the order of their ids. */
export async function queueRows(ids: readonly number[], now: Date): Promise<QueueRow[]> {
  if (ids.length === 0) return [];
  const { description: _long, ...columns } = Complaint.getAttributes();
  const rows = await Complaint.findAll({
    attributes: Object.keys(columns),
    where: { id: [...ids] },
    include: queueParts,
  });
  const place = new Map(ids.map((id, index) => [id, index]));
  return rows
    .toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
    .map((row) => queueRow(row, now));
}
