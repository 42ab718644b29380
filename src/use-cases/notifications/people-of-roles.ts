import { select } from '../../database/select.ts';
import type { FieldValue } from '../../journal/events.ts';
import type { Role } from '../../notifications/roles.ts';
import type { News } from '../../notifications/who-hears.ts';
import { holdersOf } from '../people/holders-of.ts';

/** Programs hear of what is theirs alone: nobody reads what they are told beside. */
const ACTIVE = 'SELECT u.id FROM users u WHERE u.is_active = 1 AND u.is_service = 0';
const WORKERS = `${ACTIVE} AND u.id IN (${holdersOf('complaints.work')})`;
const ASSIGNERS = `${ACTIVE} AND u.id IN (${holdersOf('complaints.assign')})`;
const INTEGRATORS = `${ACTIVE} AND (u.is_superuser = 1 OR u.id IN (${holdersOf('integrations.edit')}))`;

async function ids(sql: string, bind: Readonly<Record<string, number>> = {}): Promise<number[]> {
  const rows = await select<{ id: number }>(sql, bind);
  return rows.map(({ id }) => id);
}

/** AMC administrators: those who assign work and do it themselves; where nobody does both, those who assign it. */
async function supervisors(): Promise<number[]> {
  const both = await ids(`${ASSIGNERS} AND u.id IN (${holdersOf('complaints.work')})`);
  return both.length > 0 ? both : ids(ASSIGNERS);
}

function person(value: FieldValue | undefined): number[] {
  return typeof value === 'object' && value !== null && 'id' in value ? [value.id] : [];
}

const one = (id: number | null | undefined): number[] => (id === null || id === undefined ? [] : [id]);

/** What is known of an event beside what the table looks at. */
export interface EventRefs {
  readonly complaintId: number | null;
  readonly subjectId: number | null;
}

const IN_ROLE: Readonly<Record<Role, (news: News, refs: EventRefs) => number[] | Promise<number[]>>> = {
  reporter: ({ complaint }) => one(complaint?.reporterId),
  assignee: ({ complaint }) => one(complaint?.assigneeId),
  newAssignee: ({ details }) => person(details.changes?.assignee?.to),
  formerAssignee: ({ details }) => person(details.changes?.assignee?.from),
  followers: (_news, { complaintId }) =>
    ids('SELECT user_id AS id FROM watchers WHERE complaint_id = $complaintId', {
      complaintId: complaintId ?? 0,
    }),
  added: ({ details }) => person('person' in details ? details.person : undefined),
  noteWriters: (_news, { complaintId }) =>
    ids(
      'SELECT DISTINCT author_id AS id FROM remarks WHERE complaint_id = $complaintId AND is_internal = 1 AND author_id IS NOT NULL',
      { complaintId: complaintId ?? 0 },
    ),
  supervisors,
  workers: () => ids(WORKERS),
  integrators: () => ids(INTEGRATORS),
  subject: (_news, { subjectId }) => one(subjectId),
  tokenOwner: ({ details }) => person(details.changes?.person?.to),
};

/** Who is in each of these roles at this moment. */
export async function peopleOfRoles(
  roles: readonly Role[],
  news: News,
  refs: EventRefs,
): Promise<Partial<Record<Role, readonly number[]>>> {
  const people: Partial<Record<Role, readonly number[]>> = {};
  for (const role of roles) people[role] = await IN_ROLE[role](news, refs);
  return people;
}
