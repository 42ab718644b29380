import { boundList, select, storedMoment } from '../../../database/select.ts';
import { DAY_MS } from '../../../durations.ts';
import { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { authorize, found } from '../../../policies/policy.ts';
import { wordsOf } from '../search/search-indexed.ts';
import type { LinkedComplaint } from './read-related.ts';

/** How long before or after a complaint one that says the same is looked for. */
const NEAR_MS = 7 * DAY_MS;
/** So many of the newest of that time are read. */
const MOST_READ = 2000;
const MOST_NAMED = 5;
/** Shorter words say nothing of their own. */
const SHORTEST = 3;
/** Of the words of the shorter title, so many at least are in both. */
const SHARE = 0.5;

const NEAR = `SELECT id, title FROM complaints
  WHERE created_at >= $from AND created_at <= $to AND id <> $id ORDER BY created_at DESC LIMIT ${MOST_READ}`;

function telling(title: string): Set<string> {
  return new Set([...wordsOf([title])].filter((word) => Array.from(word).length >= SHORTEST));
}

/** How much two titles have in common, between 0 and 1. */
function likeness(one: ReadonlySet<string>, title: string): number {
  const other = telling(title);
  const shared = [...other].filter((word) => one.has(word)).length;
  const shorter = Math.min(one.size, other.size);
  return shorter === 0 ? 0 : shared / shorter;
}

async function asLinked(ids: readonly number[]): Promise<LinkedComplaint[]> {
  if (ids.length === 0) return [];
  const { places, bind } = boundList(ids);
  const rows = await select<LinkedComplaint>(
    `SELECT c.id, c.title, s.name AS status, s.category FROM complaints c JOIN statuses s ON s.id = c.status_id WHERE c.id IN (${places})`,
    bind,
  );
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

/**
 * Complaints of the same week whose titles are like this one's, the most alike first: what may say the same.
 *
 * @throws NotFoundError, ForbiddenError for those who do not see all complaints.
 */
export async function alikeComplaints(actor: Actor, id: number): Promise<LinkedComplaint[]> {
  authorize(complaintPolicy, actor, 'readAll');
  const complaint = found(await Complaint.findByPk(id, { attributes: ['title', 'createdAt'] }));
  const at = complaint.createdAt.getTime();
  const [from, to] = [at - NEAR_MS, at + NEAR_MS].map((time) => storedMoment(new Date(time)));
  const near = await select<{ id: number; title: string }>(NEAR, { id, from: from ?? '', to: to ?? '' });
  const words = telling(complaint.title);
  const alike = near
    .map((row) => ({ id: row.id, like: likeness(words, row.title) }))
    .filter(({ like }) => like >= SHARE)
    .toSorted((a, b) => b.like - a.like || b.id - a.id);
  return asLinked(alike.slice(0, MOST_NAMED).map((row) => row.id));
}
