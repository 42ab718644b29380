import { Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { select, storedMoment } from '../../database/select.ts';
import { Complaint } from '../../models/complaint.ts';
import { Job } from '../../models/job.ts';
import { STATUS_CATEGORIES } from '../../models/status.ts';
import { UNSOLVED } from '../../policies/complaint-steps.ts';
import { statusesByCategory } from '../complaints/queue/queue-filter.ts';
import { diskSpace } from './disk-space.ts';

/** States of mails and jobs that are looked after; what has gone well is counted by nobody. */
const MAIL_STATES = ['waiting', 'digest', 'sending', 'dead'] as const;
const JOB_STATES = ['waiting', 'running', 'dead'] as const;

type Counts = Readonly<Record<string, number>>;

/** Figures of the moment, by what they count. */
export interface Gauges {
  readonly outbox: Counts;
  readonly jobs: Counts;
  /** For how long the job that is due longest has been, in seconds. */
  readonly oldestDueJob: number;
  readonly complaints: Counts;
  readonly overdue: number;
  readonly unassigned: number;
  readonly disk: { readonly free: number; readonly total: number };
}

interface Row {
  readonly name: string;
  /** A sum is a text on MySQL. */
  readonly count: number | string;
}

function countsOf(names: readonly string[], rows: readonly Row[]): Counts {
  const known = new Map(rows.map(({ name, count }) => [name, Number(count)]));
  return Object.fromEntries(names.map((name) => [name, known.get(name) ?? 0]));
}

const inList = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

async function outbox(): Promise<Counts> {
  const sql = `SELECT state AS name, COUNT(*) AS count FROM notifications
    WHERE channel = 'mail' AND state IN (${inList(MAIL_STATES)}) GROUP BY state`;
  return countsOf(MAIL_STATES, await select<Row>(sql, {}));
}

/** Of those that wait, what is due. */
async function jobs(now: Date): Promise<Counts> {
  const sql = `SELECT state AS name, COUNT(*) AS count FROM jobs
    WHERE state IN (${inList(JOB_STATES)}) AND run_at <= $now GROUP BY state`;
  return countsOf(JOB_STATES, await select<Row>(sql, { now: storedMoment(now) }));
}

async function oldestDueJob(now: Date): Promise<number> {
  const where = { state: 'waiting' as const, runAt: { [Op.lte]: now } };
  const first = await Job.min<Date | string | null, Job>('runAt', { where });
  return first === null ? 0 : Math.max(now.getTime() - new Date(first).getTime(), 0) / 1000;
}

async function complaints(): Promise<Counts> {
  const sql = `SELECT s.category AS name, SUM(c.count) AS count
    FROM (SELECT status_id, COUNT(*) AS count FROM complaints GROUP BY status_id) c
    JOIN statuses s ON s.id = c.status_id GROUP BY s.category`;
  return countsOf(STATUS_CATEGORIES, await select<Row>(sql, {}));
}

async function unassigned(): Promise<number> {
  const statuses = await statusesByCategory();
  const statusId = UNSOLVED.flatMap((category) => statuses.get(category) ?? []);
  return Complaint.count({ where: { statusId, assigneeId: null } });
}

/** Reads all figures at once. */
export async function readGauges(dataDir: string): Promise<Gauges> {
  const now = presentMoment();
  const [mails, jobCounts, due, byCategory, late, nobodys, disk] = await Promise.all([
    outbox(),
    jobs(now),
    oldestDueJob(now),
    complaints(),
    Complaint.count({ where: { dueAt: { [Op.lte]: now } } }),
    unassigned(),
    diskSpace(dataDir),
  ]);
  return {
    outbox: mails,
    jobs: jobCounts,
    oldestDueJob: due,
    complaints: byCategory,
    overdue: late,
    unassigned: nobodys,
    disk,
  };
}
