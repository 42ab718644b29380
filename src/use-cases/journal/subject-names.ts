import type { Model, ModelStatic } from 'sequelize';
import type { Changes } from '../../journal/events.ts';
import { ApiClient } from '../../models/api-client.ts';
import { ApiToken } from '../../models/api-token.ts';
import { Calendar } from '../../models/calendar.ts';
import { AssignmentRule } from '../../models/assignment-rule.ts';
import { ComplaintType } from '../../models/complaint-type.ts';
import { Complaint } from '../../models/complaint.ts';
import { Department } from '../../models/department.ts';
import { Faq } from '../../models/faq.ts';
import { FaqCategory } from '../../models/faq-category.ts';
import { FaqPicture } from '../../models/faq-picture.ts';
import { Group } from '../../models/group.ts';
import { JournalEvent } from '../../models/journal-event.ts';
import { Holiday } from '../../models/holiday.ts';
import { ReplyTemplate } from '../../models/reply-template.ts';
import { SavedReport } from '../../models/saved-report.ts';
import { SavedView } from '../../models/saved-view.ts';
import { ServiceTarget } from '../../models/target.ts';
import { Status } from '../../models/status.ts';
import { Webhook } from '../../models/webhook.ts';
import { User } from '../../models/user.ts';

interface Source {
  readonly model: ModelStatic<Model>;
  readonly column: string;
}

const users: Source = { model: User, column: 'username' };
/** Where the names of records stand, by the kind that events tell of. */
const SOURCES: Readonly<Record<string, Source>> = {
  user: users,
  session: users,
  department: { model: Department, column: 'name' },
  complaint_type: { model: ComplaintType, column: 'name' },
  status: { model: Status, column: 'name' },
  group: { model: Group, column: 'name' },
  reply_template: { model: ReplyTemplate, column: 'name' },
  saved_view: { model: SavedView, column: 'name' },
  saved_report: { model: SavedReport, column: 'name' },
  calendar: { model: Calendar, column: 'name' },
  holiday: { model: Holiday, column: 'name' },
  service_target: { model: ServiceTarget, column: 'name' },
  assignment_rule: { model: AssignmentRule, column: 'name' },
  faq_category: { model: FaqCategory, column: 'name' },
  faq: { model: Faq, column: 'question' },
  api_token: { model: ApiToken, column: 'name' },
  api_client: { model: ApiClient, column: 'name' },
  webhook: { model: Webhook, column: 'name' },
  faq_picture: { model: FaqPicture, column: 'originalName' },
  complaint: { model: Complaint, column: 'title' },
};

/** Fields that hold the number of a record, and of which kind. */
const FIELDS: Readonly<Record<string, string>> = {
  departmentId: 'department',
  typeId: 'complaint_type',
  calendarId: 'calendar',
  statusId: 'status',
  assigneeId: 'user',
  reporterId: 'user',
  userId: 'user',
  ownerId: 'user',
  makerId: 'user',
  personId: 'user',
  groupId: 'group',
  categoryId: 'faq_category',
  fromComplaintId: 'complaint',
};

/** Names of records as they are called now, or were when they were deleted, for a page of events at once. */
export interface SubjectNames {
  of(kind: string, id: number): string | undefined;
  ofField(field: string, id: number): string | undefined;
}

function kindOf(field: string): string | undefined {
  return FIELDS[field.split('.').at(-1) ?? field];
}

function numbersIn(details: string): [kind: string, id: number][] {
  try {
    const { changes = {} } = JSON.parse(details) as { changes?: Changes };
    return Object.entries(changes).flatMap(([field, { from, to }]) => {
      const kind = kindOf(field);
      if (kind === undefined) return [];
      return [from, to].flatMap((value) =>
        typeof value === 'number' ? [[kind, value] as [string, number]] : [],
      );
    });
  } catch {
    return [];
  }
}

function calledIn(details: string): string | undefined {
  try {
    const { called } = JSON.parse(details) as { called?: unknown };
    return typeof called === 'string' ? called : undefined;
  } catch {
    return undefined;
  }
}

/** What records that are gone were called; the journal alone knows. */
async function lastNames(kind: string, ids: readonly number[]): Promise<[id: number, name: string][]> {
  if (ids.length === 0) return [];
  // Of sessions people are told.
  const subjectType = SOURCES[kind] === users ? 'user' : kind;
  const name = [`${subjectType}.deleted`, `${subjectType}.revoked`];
  const events = await JournalEvent.findAll({
    attributes: ['subjectId', 'details'],
    where: { subjectType, subjectId: ids, name },
  });
  return events.flatMap(({ subjectId, details }): [number, string][] => {
    const called = calledIn(details);
    return subjectId === null || called === undefined ? [] : [[subjectId, called]];
  });
}

/** Reads the names that these events refer to; one query for each kind of record, and one more where some are gone. */
export async function readSubjectNames(events: readonly JournalEvent[]): Promise<SubjectNames> {
  const wanted = new Map<string, Set<number>>();
  const want = (kind: string, id: number) => wanted.set(kind, (wanted.get(kind) ?? new Set()).add(id));
  for (const { subjectType, subjectId, details } of events) {
    if (subjectId !== null) want(subjectType, subjectId);
    for (const [kind, id] of numbersIn(details)) want(kind, id);
  }
  const names = new Map<string, string>();
  for (const [kind, ids] of wanted) {
    const source = SOURCES[kind];
    if (source === undefined) continue;
    const rows = await source.model.findAll({ attributes: ['id', source.column], where: { id: [...ids] } });
    for (const row of rows) names.set(`${kind} ${String(row.get('id'))}`, String(row.get(source.column)));
    const gone = [...ids].filter((id) => !names.has(`${kind} ${id}`));
    for (const [id, name] of await lastNames(kind, gone)) names.set(`${kind} ${id}`, name);
  }
  const of = (kind: string, id: number) => names.get(`${kind} ${id}`);
  return { of, ofField: (field, id) => of(kindOf(field) ?? '', id) };
}
