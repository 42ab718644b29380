import { select, readMoment, storedMoment } from '../../../database/select.ts';
import type { Urgency } from '../../../models/complaint.ts';
import { UNSOLVED } from '../../../policies/complaint-steps.ts';
import { targetsInForce } from '../../targets/targets-in-force.ts';
import { workingTimeBetween } from '../../targets/working-time.ts';
import { MINUTE_MS } from '../../../durations.ts';
import type { Counted } from '../../../models/daily-figure.ts';
import { secondsOf, type Clocked } from './seconds-of.ts';
import { toTwoDigits } from './tally.ts';
import { beginOfDay, daysAfter, type Stretch } from './days.ts';

/** Whose complaint something happened to; 0: none. */
export interface Parts {
  readonly department: number;
  readonly type: number;
  readonly engineer: number;
}

/** Something that happened. */
export interface Fact extends Parts {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly counted: readonly Counted[];
  /** How long it took, in working minutes to two digits. */
  readonly time?: { readonly of: 'answerTimes' | 'resolveTimes'; readonly minutes: number } | undefined;
}

interface Row extends Parts {
  readonly at: Date | string;
}

const PARTS =
  'COALESCE(p.department_id, 0) AS department, c.type_id AS type, COALESCE(c.assignee_id, 0) AS engineer';
const COMPLAINTS = 'complaints c LEFT JOIN user_profiles p ON p.user_id = c.reporter_id';
const OF_COMPLAINT = `JOIN ${COMPLAINTS.replace('complaints c', 'complaints c ON c.id = x.complaint_id')}`;
const OPEN = UNSOLVED.map((category) => `'${category}'`).join(', ');

/** Rows whose moment lies in one of the stretches of days. */
function read<Found extends Row>(
  sql: (when: string) => string,
  moment: string,
  stretches: readonly Stretch[],
  timeZone: string,
): Promise<Found[]> {
  const bind: Record<string, string> = {};
  const spans = stretches.map(({ first, last }, index) => {
    bind[`from${index}`] = storedMoment(new Date(beginOfDay(first, timeZone)));
    bind[`to${index}`] = storedMoment(new Date(beginOfDay(daysAfter(last, 1), timeZone)));
    return `(${moment} >= $from${index} AND ${moment} < $to${index})`;
  });
  return select<Found>(sql(`(${spans.join(' OR ')})`), bind);
}

type Read = (stretches: readonly Stretch[], timeZone: string) => Promise<Fact[]>;

function fact(
  { at, department, type, engineer }: Row,
  counted: readonly Counted[],
  time?: Fact['time'],
): Fact {
  return { at: readMoment(at).getTime(), department, type, engineer, counted, time };
}

const filed: Read = async (stretches, timeZone) => {
  const sql = (when: string) => `SELECT c.created_at AS at, ${PARTS} FROM ${COMPLAINTS} WHERE ${when}`;
  const rows = await read(sql, 'c.created_at', stretches, timeZone);
  return rows.map((row) => fact(row, ['filed']));
};

interface TimedRow extends Row {
  readonly due: Date | string | null;
}

/** Whether there was a target, and whether it was kept. */
function kept(row: TimedRow, name: 'answered' | 'resolved'): Counted[] {
  if (row.due === null) return [name];
  const isInTime = readMoment(row.at) <= readMoment(row.due);
  return [name, `${name}_due`, ...(isInTime ? [`${name}_in_time` as const] : [])];
}

const answered: Read = async (stretches, timeZone) => {
  type Answered = TimedRow & { readonly since: Date | string; readonly urgency: Urgency };
  const sql = (when: string) =>
    `SELECT c.first_responded_at AS at, c.first_response_due_at AS due, c.created_at AS since, c.urgency, ${PARTS} FROM ${COMPLAINTS} WHERE ${when}`;
  const rows = await read<Answered>(sql, 'c.first_responded_at', stretches, timeZone);
  const targets = await targetsInForce();
  return rows.map((row) => {
    const target = targets.find({ typeId: row.type, urgency: row.urgency });
    if (target === undefined) return fact(row, kept(row, 'answered'));
    const worked = workingTimeBetween(target.calendar, readMoment(row.since), readMoment(row.at));
    const time = { of: 'answerTimes' as const, minutes: toTwoDigits(worked / MINUTE_MS) };
    return fact(row, kept(row, 'answered'), time);
  });
};

const resolved: Read = async (stretches, timeZone) => {
  type Resolved = TimedRow & Clocked;
  const sql = (when: string) =>
    `SELECT c.resolved_at AS at, c.resolution_due_at AS due, c.clock_seconds AS seconds, c.id AS id, c.urgency AS urgency, ${PARTS} FROM ${COMPLAINTS} WHERE ${when}`;
  const rows = await read<Resolved>(sql, 'c.resolved_at', stretches, timeZone);
  const clocks = await secondsOf(rows);
  return rows.map((row) => {
    const seconds = clocks.get(row.id);
    const minutes = seconds === undefined ? undefined : toTwoDigits(seconds / 60);
    const time = minutes === undefined ? undefined : { of: 'resolveTimes' as const, minutes };
    return fact(row, kept(row, 'resolved'), time);
  });
};

/**
 * The statuses of what is unsolved, as a list. By their ids: a server to which few statuses are joined begins with these,
 * and then looks through all that ever happened, instead of at some days.
 */
async function openIds(): Promise<string> {
  const rows = await select<{ id: number }>(`SELECT id FROM statuses WHERE category IN (${OPEN})`, {});
  return [0, ...rows.map(({ id }) => id)].join(', ');
}

/** What was never reopened ended when its columns say so. */
const ended: Read = async (stretches, timeZone) => {
  const open = await openIds();
  const sql = (when: string) =>
    `SELECT c.ended_at AS at, ${PARTS} FROM ${COMPLAINTS} WHERE ${when} AND c.reopen_count = 0 AND c.status_id NOT IN (${open})`;
  const rows = await read(sql, 'c.ended_at', stretches, timeZone);
  return rows.map((row) => fact(row, ['ended']));
};

/** What was reopened ended and began as often as its steps say. */
const turned: Read = async (stretches, timeZone) => {
  const open = await openIds();
  const sql = (when: string) =>
    `SELECT x.created_at AS at, x.to_status_id IN (${open}) AS opens, ${PARTS} FROM status_changes x ${OF_COMPLAINT}
      WHERE ${when} AND c.reopen_count > 0
      AND (x.to_status_id IN (${open})) <> (x.from_status_id IS NULL OR x.from_status_id IN (${open}))`;
  const rows = await read<Row & { readonly opens: number }>(sql, 'x.created_at', stretches, timeZone);
  return rows.map((row) => fact(row, [row.opens === 1 ? 'reopened' : 'ended']));
};

/** Of each complaint its last rating counts. */
const rated: Read = async (stretches, timeZone) => {
  const sql = (when: string) =>
    `SELECT x.created_at AS at, x.rating AS rating, ${PARTS} FROM feedback x ${OF_COMPLAINT}
      WHERE ${when} AND NOT EXISTS (SELECT 1 FROM feedback later WHERE later.complaint_id = x.complaint_id AND later.id > x.id)`;
  const rows = await read<Row & { readonly rating: number }>(sql, 'x.created_at', stretches, timeZone);
  return rows.map((row) => fact(row, [`stars${row.rating}` as Counted]));
};

/** All that happened on some days of a time zone, read from the complaints themselves. */
export async function readFacts(stretches: readonly Stretch[], timeZone: string): Promise<Fact[]> {
  if (stretches.length === 0) return [];
  const reads = [filed, answered, resolved, ended, turned, rated];
  const facts = await Promise.all(reads.map((one) => one(stretches, timeZone)));
  return facts.flat();
}
