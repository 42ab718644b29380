import { database, isSqlite } from '../../src/database/connect.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { Department } from '../../src/models/department.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { Group } from '../../src/models/group.ts';
import { Status, type StatusCode } from '../../src/models/status.ts';
import { lookOf, sortKey, textKey } from '../../src/models/text.ts';
import { User } from '../../src/models/user.ts';
import { hashPassword } from '../../src/use-cases/people/passwords.ts';
import { followComplaints } from '../../src/use-cases/reports/counting/follow-complaints.ts';
import { loadFaqs } from './load-faqs.ts';
import { loadSearch, type Texts } from './load-search.ts';
import { complaintTexts, copiesOf, firstLike, nameOf, PERIOD, remarkText, scatter } from './texts.ts';

/** The password of everybody in the benchmark. */
export const PASSWORD = 'a benchmark of the portal';
/** The AMC administrator; engineers follow, then staff. */
export const AMC_ID = 1;
export const ENGINEERS = 40;
export const USERS = 2000;
/** The first of the staff, who reports the most. */
export const FIRST_REPORTER_ID = AMC_ID + ENGINEERS + 1;
export const REMARKS_EACH = 3;
export const usernameOf = (id: number) => `bench${id}`;

/** Rows of one statement: SQLite takes a million characters. */
const CHUNK = 500;
const DAY = 86_400_000;
const YEARS_MS = 3 * 365 * DAY;
const RESOLVED_MS = 6 * DAY;

type Row = Record<string, unknown>;

async function insert(table: string, count: number, rowOf: (index: number) => Row | Row[]): Promise<void> {
  const queries = database().getQueryInterface();
  for (let start = 0; start < count; start += CHUNK) {
    const size = Math.min(CHUNK, count - start);
    const rows = Array.from({ length: size }, (_, i) => rowOf(start + i)).flat();
    await queries.bulkInsert(table, rows);
  }
}

async function loadPeople(now: Date): Promise<void> {
  const password_hash = await hashPassword(PASSWORD);
  const departments = await Department.findAll({ order: [['id', 'ASC']] });
  const groups = await Group.findAll();
  const groupId = (name: string) => groups.find((group) => group.name === name)?.id;
  const times = { created_at: now, updated_at: now };
  await insert('users', USERS, (i) => {
    const { firstName, lastName } = nameOf(i + 1);
    return {
      id: i + 1,
      username: usernameOf(i + 1),
      email: `${usernameOf(i + 1)}@alphalab.example`,
      username_folded: textKey(usernameOf(i + 1)),
      email_folded: textKey(`${usernameOf(i + 1)}@alphalab.example`),
      username_look: lookOf(usernameOf(i + 1)),
      first_name: firstName,
      last_name: lastName,
      username_sorted: sortKey(usernameOf(i + 1)),
      first_name_sorted: sortKey(firstName),
      last_name_sorted: sortKey(lastName),
      name_sorted: sortKey(`${firstName} ${lastName}`),
      password_hash,
      date_joined: now,
      ...times,
    };
  });
  await insert('user_profiles', USERS, (i) => ({
    user_id: i + 1,
    department_id: departments[scatter(i, 31) % departments.length]?.id,
    ...times,
  }));
  await insert('user_groups', ENGINEERS + 1, (i) => ({
    user_id: i + 1,
    group_id: groupId(i + 1 === AMC_ID ? GROUP.amcAdmin : GROUP.engineer),
  }));
}

/** Nearly all is closed; what is not is mostly of the last weeks, and what waits for a confirmation of the last days. */
function codeOf(id: number, total: number): StatusCode {
  const n = scatter(id, 5) % 1000;
  const age = total - id;
  // About 3,000 of 200,000 are unsolved, and as many of fewer as fit.
  if (age >= Math.min(3600, total / 10)) return n < 1 ? 'open' : n < 30 ? 'rejected' : 'closed';
  if (n < 180) return 'open';
  if (n < 400) return 'assigned';
  if (n < 640) return 'in_progress';
  if (n < 800) return 'waiting';
  // What was resolved earlier, the portal closes by itself.
  return (age / total) * YEARS_MS < RESOLVED_MS ? 'resolved' : 'closed';
}

/** Some report much, most little; the first of the staff the most. */
function reporterOf(id: number): number {
  const share = (scatter(id, 8) % 10_007) / 10_007;
  return FIRST_REPORTER_ID + Math.floor(share ** 2 * (USERS - FIRST_REPORTER_ID + 1));
}

/** A third of the time was one of work; nearly all was answered within hours, and resolved within three days. */
function clockColumns(code: StatusCode, created: Date, active: Date): Row {
  const [spent, isSolved] = [active.getTime() - created.getTime(), code === 'resolved' || code === 'closed'];
  return {
    first_responded_at: code === 'open' ? null : new Date(created.getTime() + Math.round(spent / 8)),
    first_response_due_at: new Date(created.getTime() + DAY / 6),
    resolution_due_at: isSolved ? new Date(created.getTime() + 3 * DAY) : null,
    clock_seconds: isSolved ? Math.round(spent / 3000) : null,
  };
}

function complaintRow(id: number, total: number, now: Date, lookUp: LookUp): Row {
  const code = codeOf(id, total);
  const created = new Date(now.getTime() - Math.round(((total - id + 0.5) / total) * YEARS_MS));
  const worked = (scatter(id, 6) % (5 * DAY)) + 3_600_000;
  const active = code === 'open' ? created : new Date(Math.min(created.getTime() + worked, now.getTime()));
  const hasAssignee = code !== 'open' && code !== 'rejected';
  const n = scatter(id, 7);
  return {
    id,
    reporter_id: reporterOf(firstLike(id)),
    type_id: lookUp.types[n % lookUp.types.length],
    status_id: lookUp.statuses.get(code),
    assignee_id: hasAssignee ? 2 + ((n >>> 8) % ENGINEERS) : null,
    ...complaintTexts(firstLike(id)),
    urgency: ['low', 'medium', 'medium', 'medium', 'medium', 'high', 'high', 'critical'][(n >>> 5) % 8],
    resolved_at: code === 'resolved' || code === 'closed' ? active : null,
    closed_at: code === 'closed' || code === 'rejected' ? active : null,
    ...clockColumns(code, created, active),
    last_activity_at: active,
    version: code === 'open' ? 0 : code === 'assigned' || code === 'rejected' ? 1 : 2,
    created_at: created,
    updated_at: active,
  };
}

/** What happened to a complaint, in the order of the ids: it was filed, taken, worked on, and remarks were made. */
const EVENTS_EACH = 10;
const FIRST_REMARK = 3;
/** Those before are of what was set up. */
const FIRST_EVENT = 100_000;
const eventId = (complaintId: number, place: number) => FIRST_EVENT + complaintId * EVENTS_EACH + place;
/** The same, of the complaint in a statement. */
const eventSql = (place: number) => `id * ${EVENTS_EACH} + ${FIRST_EVENT + place}`;

interface LookUp {
  readonly types: readonly number[];
  readonly statuses: ReadonlyMap<StatusCode | null, number>;
}

/** The engineer begins; of every second complaint the next remark is a note, and the last is the reporter's. */
function remarkRows(complaint: Row): Row[] {
  const id = Number(complaint.id);
  return Array.from({ length: REMARKS_EACH }, (_, place) => ({
    complaint_id: id,
    author_id: place === 2 ? complaint.reporter_id : 2 + (scatter(id, 20) % ENGINEERS),
    event_id: eventId(id, FIRST_REMARK + place),
    text: remarkText(id, place),
    is_internal: place === 1 && id % 2 === 0,
    created_at: complaint.last_activity_at,
  }));
}

async function copyRemarks(offset: number, count: number): Promise<void> {
  await database().query(
    `INSERT INTO remarks (complaint_id, author_id, event_id, text, is_internal, created_at) SELECT r.complaint_id + ${offset}, r.author_id, r.event_id + ${offset * EVENTS_EACH}, r.text, r.is_internal, c.last_activity_at FROM remarks AS r JOIN complaints AS c ON c.id = r.complaint_id + ${offset} WHERE r.complaint_id <= ${count}`,
  );
}

async function loadComplaints(total: number, now: Date): Promise<void> {
  const types = (await ComplaintType.findAll()).map(({ id }) => id);
  const statuses = new Map((await Status.findAll()).map(({ id, code }) => [code, id]));
  const row = (index: number) => complaintRow(index + 1, total, now, { types, statuses });
  await insert('complaints', total, row);
  await insert('remarks', Math.min(total, PERIOD), (index) => remarkRows(row(index)));
  for (const { offset, count } of copiesOf(total)) await copyRemarks(offset, count);
}

/** What follows from the complaints is written by the database itself. */
async function loadHistory(): Promise<void> {
  const statuses = new Map((await Status.findAll()).map(({ id, code }) => [code, id]));
  const open = statuses.get('open');
  const assigned = statuses.get('assigned');
  const change =
    'INSERT INTO status_changes (complaint_id, event_id, from_status_id, to_status_id, changed_by_id, created_at)';
  const event =
    'INSERT INTO events (id, name, subject_type, subject_id, complaint_id, actor_id, actor_name, origin, details, created_at)';
  const led = (status: string) =>
    `REPLACE('{"changes":{"status":{"from":null,"to":{"id":#,"name":"-"}}}}', '#', ${status})`;
  const told = (place: number, name: string, actor: string, status: string, at: string) =>
    `${event} SELECT ${eventSql(place)}, '${name}', 'complaint', id, id, ${actor}, 'Somebody', 'portal', ${led(status)}, ${at} FROM complaints`;
  for (const sql of [
    `${change} SELECT id, ${eventSql(0)}, NULL, ${open}, reporter_id, created_at FROM complaints`,
    `${change} SELECT id, ${eventSql(1)}, ${open}, ${assigned}, assignee_id, created_at FROM complaints WHERE assignee_id IS NOT NULL`,
    `${change} SELECT id, ${eventSql(2)}, ${assigned}, status_id, assignee_id, last_activity_at FROM complaints WHERE status_id NOT IN (${open}, ${assigned})`,
    told(0, 'complaint.filed', 'reporter_id', String(open), 'created_at'),
    `${told(1, 'complaint.claimed', 'assignee_id', String(assigned), 'created_at')} WHERE version > 0`,
    `${told(2, 'complaint.resolved', 'assignee_id', 'status_id', 'last_activity_at')} WHERE version > 1`,
    `${event} SELECT event_id, CASE WHEN is_internal THEN 'complaint.noted' ELSE 'complaint.remarked' END, 'complaint', complaint_id, complaint_id, author_id, 'Somebody', 'portal', '{}', created_at FROM remarks`,
    `INSERT INTO feedback (complaint_id, event_id, status_change_id, rating, comment, created_at) SELECT complaint_id, MAX(event_id), MAX(id), 3 + complaint_id % 3, '', MAX(created_at) FROM status_changes WHERE to_status_id = ${statuses.get('closed')} AND complaint_id % 2 = 0 GROUP BY complaint_id`,
  ]) {
    await database().query(sql);
  }
}

/** What the portal finds one of the first complaints by. */
function searchTexts(id: number): Texts {
  const { title, description, location } = complaintTexts(id);
  const remarks = Array.from({ length: REMARKS_EACH }, (_, place) => remarkText(id, place));
  const notes = id % 2 === 0 ? remarks.splice(1, 1) : [];
  const { firstName, lastName } = nameOf(reporterOf(id));
  return {
    title_words: [title],
    location_words: [location],
    reporter_words: [`${firstName} ${lastName}`],
    description_words: [description],
    remark_words: remarks,
    note_words: notes,
  };
}

/** As the portal's own job does it, some seconds at a time. */
async function countAllDays(): Promise<void> {
  while ((await followComplaints()) > 0);
}

async function analyze(): Promise<void> {
  const tables =
    'complaints, remarks, status_changes, feedback, events, search_documents, search_words, search_postings, users, daily_figures';
  await database().query(isSqlite() ? 'ANALYZE' : `ANALYZE TABLE ${tables}`);
}

/** How many complaints the database holds, and whether anybody is in it who is not of the benchmark. */
export async function present(): Promise<{ complaints: number; foreign: boolean }> {
  const first = await User.findOne({ order: [['id', 'ASC']] });
  return {
    complaints: await Complaint.count(),
    foreign: first !== null && first.username !== usernameOf(AMC_ID),
  };
}

/**
 * Fills a migrated database without people with as many complaints, three times as many remarks, their history and
 * their search index; the same every time but for the times, which end now.
 */
export async function loadData(total: number, say: (text: string) => void): Promise<void> {
  const now = new Date();
  const timed = async (what: string, work: () => Promise<void>): Promise<void> => {
    const start = performance.now();
    await work();
    say(`  ${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  };
  const load = (what: string, work: () => Promise<void>) => timed(what, () => database().transaction(work));
  await load('people', () => loadPeople(now));
  await load('answers', () => loadFaqs(now));
  await load('complaints and remarks', () => loadComplaints(total, now));
  await load('history', loadHistory);
  // Statement by statement: what undoes all of it would be as large.
  await timed('search index', () => loadSearch(total, searchTexts));
  await timed('daily figures', countAllDays);
  await analyze();
}
