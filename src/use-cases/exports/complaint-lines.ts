import { boundList, readMoment, select } from '../../database/select.ts';
import type { Urgency } from '../../models/complaint.ts';
import type { StatusCategory } from '../../models/status.ts';
import { displayName } from '../../models/user.ts';
import { shownStatus } from '../../policies/shown-status.ts';
import { KnownRows } from './known-rows.ts';

/** Rows that are read at once: of few nearly all is forgotten while it is young, and the process hardly grows. */
const SIZE = 100;

/** Somebody's id and name. */
interface Named {
  readonly id: number;
  readonly name: string;
}

/** A complaint as an export has it. */
export interface ComplaintLine {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly urgency: Urgency;
  readonly status: string;
  readonly category: StatusCategory | '';
  readonly reporter: Named;
  readonly department: string | null;
  readonly assignee: Named | null;
  readonly createdAt: Date;
  readonly lastActivityAt: Date;
  readonly dueAt: Date | null;
  readonly isOverdue: boolean;
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
  readonly filesRemovedAt: Date | null;
  readonly textsRemovedAt: Date | null;
  readonly reopenCount: number;
  readonly location: string;
  readonly contactNumber: string;
  readonly description: string;
}

type Moment = Date | string;

interface Stored extends Pick<ComplaintLine, 'id' | 'title' | 'urgency' | 'description' | 'location'> {
  readonly contactNumber: string;
  readonly reopenCount: number;
  readonly typeId: number;
  readonly statusId: number;
  readonly reporterId: number;
  readonly assigneeId: number | null;
  readonly createdAt: Moment;
  readonly lastActivityAt: Moment;
  readonly dueAt: Moment | null;
  readonly resolvedAt: Moment | null;
  readonly closedAt: Moment | null;
  readonly filesRemovedAt: Moment | null;
  readonly textsRemovedAt: Moment | null;
}

/** By their key alone: names are few, and joined to each of a million rows they are most of the work. */
const COMPLAINTS = `SELECT id, title, urgency, description, location, contact_number AS contactNumber,
  reopen_count AS reopenCount, type_id AS typeId, status_id AS statusId, reporter_id AS reporterId,
  assignee_id AS assigneeId, created_at AS createdAt, last_activity_at AS lastActivityAt, due_at AS dueAt,
  resolved_at AS resolvedAt, closed_at AS closedAt,
  files_removed_at AS filesRemovedAt, texts_removed_at AS textsRemovedAt FROM complaints`;
const TYPES = 'SELECT id, name FROM complaint_types WHERE id';
const STATUSES = 'SELECT id, name, category FROM statuses WHERE id';
const PEOPLE = `SELECT u.id, u.username, u.first_name AS firstName, u.last_name AS lastName, d.name AS department
  FROM users u LEFT JOIN user_profiles p ON p.user_id = u.id LEFT JOIN departments d ON d.id = p.department_id WHERE u.id`;

interface Person {
  readonly id: number;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly department: string | null;
}

const momentOf = (stored: Moment | null) => (stored === null ? null : readMoment(stored));
const named = (person: Person | undefined): Named | null =>
  person === undefined ? null : { id: person.id, name: displayName(person) };

/** What complaints refer to, read as they come. */
class Names {
  readonly #types = new KnownRows<Named>(TYPES);
  readonly #statuses = new KnownRows<Named & { readonly category: StatusCategory }>(STATUSES);
  readonly #people = new KnownRows<Person>(PEOPLE);

  async learn(rows: readonly Stored[]): Promise<void> {
    await this.#types.learn(rows.map(({ typeId }) => typeId));
    await this.#statuses.learn(rows.map(({ statusId }) => statusId));
    await this.#people.learn(rows.flatMap(({ reporterId, assigneeId }) => [reporterId, assigneeId]));
  }

  of({ typeId, statusId, reporterId, assigneeId }: Stored) {
    const status = this.#statuses.of(statusId);
    const reporter = this.#people.of(reporterId);
    return {
      type: this.#types.of(typeId)?.name ?? '',
      status: shownStatus(status?.name ?? ''),
      category: status?.category ?? ('' as const),
      reporter: named(reporter) ?? { id: reporterId, name: '' },
      department: reporter?.department ?? null,
      assignee: named(this.#people.of(assigneeId)),
    };
  }
}

function lineOf(row: Stored, names: Names, now: Date): ComplaintLine {
  const { id, title, urgency, description, location, contactNumber, reopenCount } = row;
  const dueAt = momentOf(row.dueAt);
  return {
    id,
    title,
    urgency,
    description,
    location,
    contactNumber,
    reopenCount,
    ...names.of(row),
    createdAt: readMoment(row.createdAt),
    lastActivityAt: readMoment(row.lastActivityAt),
    dueAt,
    isOverdue: dueAt !== null && dueAt <= now,
    resolvedAt: momentOf(row.resolvedAt),
    closedAt: momentOf(row.closedAt),
    filesRemovedAt: momentOf(row.filesRemovedAt),
    textsRemovedAt: momentOf(row.textsRemovedAt),
  };
}

/** The complaints of these numbers in their order, some at a time; what was deleted meanwhile is left out. */
export async function* complaintLines(
  ids: readonly number[],
  now: Date,
): AsyncGenerator<readonly ComplaintLine[]> {
  const names = new Names();
  for (let start = 0; start < ids.length; start += SIZE) {
    const some = ids.slice(start, start + SIZE);
    const { places, bind } = boundList(some);
    const rows = await select<Stored>(`${COMPLAINTS} WHERE id IN (${places})`, bind);
    await names.learn(rows);
    const lines = new Map(rows.map((row) => [row.id, lineOf(row, names, now)]));
    yield some.flatMap((id) => lines.get(id) ?? []);
  }
}
