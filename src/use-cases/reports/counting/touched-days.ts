import { boundList, readMoment, select } from '../../../database/select.ts';
import type { EventDetails } from '../../../journal/events.ts';
import { OF_TARGETS } from '../../targets/changed-targets.ts';
import { dayOfMoment, type Day } from './days.ts';

/** What changes no figure. */
const IDLE = [
  'complaint.noted',
  'complaint.linked',
  'complaint.unlinked',
  'complaint.followed',
  'complaint.unfollowed',
  'complaint.warned',
  'complaint.escalated',
  'attachment.downloaded',
  'export.downloaded',
];
/** Beyond complaints, what moves them from one department to another, or makes them open or not. */
const OTHERS = [
  'user.updated',
  'department.deleted',
  'status.updated',
  'service_target.applied',
  ...OF_TARGETS,
];

interface EventRow {
  readonly id: number;
  readonly name: string;
  readonly subjectId: number | null;
  readonly complaintId: number | null;
  readonly details: string;
}

/** What some events have touched. */
export interface Touched {
  readonly days: ReadonlySet<Day>;
  /** Nothing is known of any day any more. */
  readonly everything: boolean;
  /** What all days hang on has changed: those that are stored are counted anew, and shown meanwhile. */
  readonly recount: boolean;
  /** The last event that was looked at; there may be more after it when `more`. */
  readonly last: number;
  readonly more: boolean;
}

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

function eventsAfter(after: number, to: number, limit: number): Promise<EventRow[]> {
  return select<EventRow>(
    `SELECT id, name, subject_id AS subjectId, complaint_id AS complaintId, CASE WHEN complaint_id IS NULL THEN details ELSE '' END AS details
      FROM events WHERE id > $after AND id <= $to
      AND ((complaint_id IS NOT NULL AND name NOT IN (${quoted(IDLE)})) OR name IN (${quoted(OTHERS)})) ORDER BY id LIMIT ${limit}`,
    { after, to },
  );
}

type Moment = { readonly at: Date | string | null };

const OF_COMPLAINT = ['created_at', 'first_responded_at', 'resolved_at', 'closed_at'];
const OF_OTHERS = ['status_changes', 'feedback'];
/** Of complaints that are gone the journal tells. */
const GONE = `SELECT e.created_at AS at FROM events e LEFT JOIN complaints c ON c.id = e.complaint_id
  WHERE c.id IS NULL AND e.complaint_id`;

/** The moments at which complaints were counted: of those that are gone, all at which anything happened to them. */
async function momentsOf(ids: readonly number[]): Promise<Moment[]> {
  const { places, bind } = boundList(ids);
  const own = OF_COMPLAINT.map((column) => `SELECT ${column} AS at FROM complaints WHERE id IN (${places})`);
  const others = OF_OTHERS.map(
    (table) => `SELECT created_at AS at FROM ${table} WHERE complaint_id IN (${places})`,
  );
  return select<Moment>([...own, ...others, `${GONE} IN (${places})`].join(' UNION '), bind);
}

/** The same of the complaints that somebody reported. */
function momentsOfReporter(id: number): Promise<Moment[]> {
  const own = OF_COMPLAINT.map((column) => `SELECT ${column} AS at FROM complaints WHERE reporter_id = $id`);
  const others = OF_OTHERS.map(
    (table) =>
      `SELECT x.created_at AS at FROM ${table} x JOIN complaints c ON c.id = x.complaint_id WHERE c.reporter_id = $id`,
  );
  return select<Moment>([...own, ...others].join(' UNION '), { id });
}

async function daysOfDepartment(id: number): Promise<Day[]> {
  const sql =
    'SELECT DISTINCT day FROM daily_figures WHERE level = 1 AND department_id = $id AND day > 9999999';
  return (await select<{ day: Day }>(sql, { id })).map(({ day }) => day);
}

function chunksOf(ids: readonly number[], size = 100): number[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, index) =>
    ids.slice(index * size, (index + 1) * size),
  );
}

/** Complaints of which another answer, or another target for it, counts since targets were applied anew. */
function answeredIn(details: string): readonly number[] {
  return (JSON.parse(details) as EventDetails['service_target.applied']).answered ?? [];
}

/** The days that a person's change of department, a department's end, or another target concerns. */
async function daysOfOthers(rows: readonly EventRow[], timeZone: string): Promise<Day[]> {
  const found: Day[] = [];
  for (const { name, subjectId, details } of rows) {
    if (name === 'service_target.applied')
      found.push(...daysIn(await momentsOf(answeredIn(details)), timeZone));
    if (subjectId === null) continue;
    if (name === 'department.deleted') found.push(...(await daysOfDepartment(subjectId)));
    if (name === 'user.updated' && details.includes('department'))
      found.push(...daysIn(await momentsOfReporter(subjectId), timeZone));
  }
  return found;
}

const daysIn = (moments: readonly Moment[], timeZone: string): Day[] =>
  moments.flatMap(({ at }) => (at === null ? [] : [dayOfMoment(readMoment(at), timeZone)]));

/**
 * The days whose figures some events may have changed: all days on which anything happened to the complaints concerned,
 * since a new type or engineer takes what was done before along.
 *
 * @param after the event after which to look; `to` is the last one.
 * @param limit most events of one look.
 */
export async function touchedDays(
  after: number,
  to: number,
  limit: number,
  timeZone: string,
): Promise<Touched> {
  const rows = await eventsAfter(after, to, limit);
  const complaints = [...new Set(rows.flatMap(({ complaintId }) => complaintId ?? []))];
  const others = rows.filter(({ complaintId }) => complaintId === null);
  const days = new Set(await daysOfOthers(others, timeZone));
  for (const ids of chunksOf(complaints))
    for (const day of daysIn(await momentsOf(ids), timeZone)) days.add(day);
  const everything = others.some(
    ({ name, details }) => name === 'status.updated' && details.includes('"category"'),
  );
  const recount = others.some(({ name }) => OF_TARGETS.some((one) => one === name));
  const more = rows.length === limit;
  return { days, everything, recount, last: more ? (rows.at(-1)?.id ?? to) : to, more };
}
