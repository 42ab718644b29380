import { expect } from 'chai';
import { Temporal } from 'temporal-polyfill';
import { readMoment, storedMoment } from '../../src/database/select.ts';
import type { Actor } from '../../src/policies/actor.ts';
import { listComplaints } from '../../src/use-cases/complaints/queue/list-complaints.ts';
import type { Listed } from '../../src/use-cases/reports/figures.ts';
import { select } from './schema.ts';

/** What is asked for, as the tests count it. */
export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  /** A condition on complaints `c`, their reporters' profiles `p`. */
  readonly where?: string;
}

/** The first moment of a day in a zone, and of the day after another, as the database keeps them. */
function spanOf({ from, to, zone }: Asked): [string, string] {
  const begin = (day: Temporal.PlainDate) =>
    `'${storedMoment(new Date(day.toZonedDateTime(zone).epochMilliseconds))}'`;
  return [begin(Temporal.PlainDate.from(from)), begin(Temporal.PlainDate.from(to).add({ days: 1 }))];
}

const FROM = 'FROM complaints c LEFT JOIN user_profiles p ON p.user_id = c.reporter_id';

/** How many complaints there are. */
export async function count(condition: string): Promise<number> {
  const [row] = await select<{ n: number }>(`SELECT COUNT(*) AS n ${FROM} WHERE ${condition}`);
  return Number(row?.n);
}

/** How many complaints have a moment within the days that are asked for. */
export function countWhen(column: string, asked: Asked, also = '1 = 1'): Promise<number> {
  const [begin, end] = spanOf(asked);
  return count(`c.${column} >= ${begin} AND c.${column} < ${end} AND ${also} AND ${asked.where ?? '1 = 1'}`);
}

/** The last rating of each complaint, within the days that are asked for. */
export async function ratings(asked: Asked): Promise<number[]> {
  const [begin, end] = spanOf(asked);
  const rows = await select<{ rating: number }>(
    `SELECT f.rating AS rating ${FROM} JOIN feedback f ON f.complaint_id = c.id WHERE f.id IN (SELECT MAX(id) FROM feedback GROUP BY complaint_id) AND f.created_at >= ${begin} AND f.created_at < ${end} AND ${asked.where ?? '1 = 1'}`,
  );
  return rows.map(({ rating }) => rating);
}

/** How many were unsolved at the end of the last day that is asked for: each is what its last step until then made it. */
export async function countOpen(asked: Asked): Promise<number> {
  const [, end] = spanOf(asked);
  const rows = await select<{ id: number; category: string }>(
    `SELECT c.id AS id, s.category AS category ${FROM} JOIN status_changes x ON x.complaint_id = c.id JOIN statuses s ON s.id = x.to_status_id WHERE x.created_at < ${end} AND ${asked.where ?? '1 = 1'} ORDER BY x.id`,
  );
  const last = new Map(rows.map(({ id, category }) => [id, category]));
  return [...last.values()].filter((category) => ['new', 'open', 'pending'].includes(category)).length;
}

const twoDigits = (minutes: number): number =>
  minutes < 100 ? Math.round(minutes) : Number(Math.round(minutes).toPrecision(2));

/** The smallest value within which so great a part of all lie, to two digits. */
function quantile(values: readonly number[], part: number): number | null {
  const sorted = values.map(twoDigits).toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? null;
}

/** Median and 90th percentile of the minutes between two moments, where all hours are working hours. */
export async function quantiles(
  [from, to]: readonly [string, string],
  asked: Asked,
): Promise<(number | null)[]> {
  const [begin, end] = spanOf(asked);
  const rows = await select<{ from: string | Date; to: string | Date }>(
    `SELECT c.${from} AS \`from\`, c.${to} AS \`to\` ${FROM} WHERE c.${to} >= ${begin} AND c.${to} < ${end} AND ${asked.where ?? '1 = 1'}`,
  );
  const minutes = rows.map((row) => (readMoment(row.to).getTime() - readMoment(row.from).getTime()) / 60_000);
  return [0.5, 0.9].map((part) => quantile(minutes, part));
}

/** Median and 90th percentile of the minutes for which resolved complaints were worked on: neither solved nor waiting. */
export async function workedTimes(asked: Asked): Promise<(number | null)[]> {
  const [begin, end] = spanOf(asked);
  const rows = await select<{ id: number; at: string | Date; category: string; done: string | Date }>(
    `SELECT c.id AS id, x.created_at AS at, s.category AS category, c.resolved_at AS done ${FROM} JOIN status_changes x ON x.complaint_id = c.id JOIN statuses s ON s.id = x.to_status_id WHERE c.resolved_at >= ${begin} AND c.resolved_at < ${end} AND ${asked.where ?? '1 = 1'} ORDER BY c.id, x.id`,
  );
  const worked = new Map<number, number>();
  for (const [index, { id, at, category, done }] of rows.entries()) {
    const next = rows[index + 1];
    const until = next?.id === id ? next.at : done;
    const runs = category === 'new' || category === 'open';
    const ms = runs ? readMoment(until).getTime() - readMoment(at).getTime() : 0;
    worked.set(id, (worked.get(id) ?? 0) + ms);
  }
  const minutes = [...worked.values()].map((ms) => Math.floor(ms / 1000) / 60);
  return [0.5, 0.9].map((part) => quantile(minutes, part));
}

interface Linked {
  readonly list: Listed;
  readonly count?: number;
  readonly value: number;
}

function linked(found: unknown): Linked[] {
  if (typeof found !== 'object' || found === null || found instanceof Date) return [];
  if ('list' in found) return [found as Linked];
  return Object.values(found).flatMap(linked);
}

/** Expects of every number that the list it leads to has as many complaints; returns how many numbers there were. */
export async function expectLists(found: object, actor: Actor, now: Date, zone: string): Promise<number> {
  const all = linked(found);
  const known = new Map<string, number>();
  for (const { list, value, count: counted = value } of all) {
    const key = JSON.stringify(list);
    const total = known.get(key) ?? (await listComplaints(actor, list, now, zone)).total.count;
    known.set(key, total);
    expect(total, key).to.equal(counted);
  }
  return all.length;
}
