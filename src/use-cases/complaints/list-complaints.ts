import { z } from 'zod';
import { literal, Op, type OrderItem, type WhereOptions } from 'sequelize';
import { Complaint } from '../../models/complaint.ts';
import type { Actor } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { authorize } from '../../policies/policy.ts';
import { parseInput } from '../parse-input.ts';
import { contains } from '../records/contains.ts';
import { countUpTo, type Count } from './count-up-to.ts';
import { matchComplaints, type Match } from './match-complaints.ts';
import {
  filterCondition,
  QUEUE_VIEWS,
  queueFilters,
  statusesByCategory,
  viewCondition,
  type QueueView,
} from './queue-filter.ts';
import { queueRows, type QueueRow } from './queue-row.ts';

/** What the queue can be sorted by. */
export const QUEUE_SORTS = ['number', 'type', 'urgency', 'status', 'age', 'lastActivity'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

const COLUMNS: Record<QueueSort, string | ReturnType<typeof literal>> = {
  number: 'id',
  type: 'typeId',
  urgency: literal('urgency_rank'),
  status: 'statusId',
  age: 'createdAt',
  lastActivity: 'lastActivityAt',
};

/** Most complaints on one page. */
const MAX_PAGE_SIZE = 100;

/** Which page of which view of the queue, filtered and sorted how. */
export const queueInput = queueFilters.extend({
  view: z.enum(QUEUE_VIEWS, 'There is no such view.').default('all'),
  /** Only what a search for this text finds. */
  search: z.string('Type what you look for.').default(''),
  /** Default: the last active first, or the best matches of a search. */
  sort: z.enum(QUEUE_SORTS, 'The queue cannot be sorted by this.').optional(),
  direction: z.enum(['asc', 'desc'], 'The direction is asc or desc.').default('desc'),
  page: z.number('The page is a number.').default(1),
  pageSize: z.number('The page size is a number.').int().min(1).max(MAX_PAGE_SIZE).default(50),
});

/** What the queue can be asked for. */
export type QueueInput = z.input<typeof queueInput>;

/** One page of the queue. */
export interface Queue {
  readonly rows: readonly QueueRow[];
  /** How many match the view and the filters. */
  readonly total: Count;
  readonly page: number;
  /** The last page that can be turned to; what lies beyond the limit is found by filters or the other direction. */
  readonly pages: number;
  /** How many complaints each view has in all. */
  readonly views: Readonly<Record<QueueView, Count>>;
}

/** The order ends as the index for it does, so that no page needs sorting. */
function orderOf(sort: QueueSort, direction: string): OrderItem[] {
  const columns = new Set([
    COLUMNS[sort],
    ...(sort === 'age' || sort === 'number' ? [] : ['lastActivityAt']),
    'id',
  ]);
  return [...columns].map((column) => [column, direction]);
}

/** The ids alone come from an index; the rows are read for one page only. */
async function idsOf(where: WhereOptions, order: OrderItem[], limit: number, offset = 0): Promise<number[]> {
  const rows = await Complaint.findAll({ attributes: ['id'], where, order, limit, offset, raw: true });
  return rows.map(({ id }) => id);
}

/** Of what was found, which is not much, what the filters leave, the best first. */
async function bestOf({ ids }: Match, where: WhereOptions, limit: number, offset: number): Promise<number[]> {
  const left = new Set(await idsOf(where, [], ids.length));
  return ids.filter((id) => left.has(id)).slice(offset, offset + limit);
}

function turnTo(page: number, count: number, pageSize: number) {
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const shown = Math.min(Math.max(1, Math.trunc(page)), pages);
  return { pages, shown, offset: (shown - 1) * pageSize };
}

/** Of what has a part of a title, which no index knows, so many of the newest are listed. */
const MOST_TITLED = 1000;

/** Reads titles once; counting and turning pages go by what was found. */
async function titled(title: string, where: WhereOptions): Promise<{ where: WhereOptions; more: boolean }> {
  if (title.trim() === '') return { where, more: false };
  const both = { [Op.and]: [where, contains(Complaint, 'title', title)] };
  const ids = await idsOf(both, [['id', 'DESC']], MOST_TITLED + 1);
  return { where: { id: ids.slice(0, MOST_TITLED) }, more: ids.length > MOST_TITLED };
}

type Statuses = Awaited<ReturnType<typeof statusesByCategory>>;

function viewConditions(actor: Actor, statuses: Statuses, now: Date): Record<QueueView, WhereOptions> {
  const visible = complaintPolicy.visibleTo(actor);
  const views = QUEUE_VIEWS.map((view) => [
    view,
    { [Op.and]: [visible, viewCondition(view, actor, statuses, now)] },
  ]);
  return Object.fromEntries(views) as Record<QueueView, WhereOptions>;
}

/**
 * A page of the queue with the counts of its views, in a number of queries that does not depend on how many rows
 * there are. A page beyond the last is the last.
 *
 * @throws InvalidInputError for unknown views, filters and sort keys.
 */
export async function listComplaints(
  actor: Actor,
  input: QueueInput = {},
  now: Date = new Date(),
): Promise<Queue> {
  authorize(complaintPolicy, actor, 'list');
  const { view, search, sort, direction, page, pageSize, title, ...filters } = parseInput(queueInput, input);
  const match = search.trim() === '' ? undefined : await matchComplaints(actor, search);
  const statuses = await statusesByCategory();
  const conditions = [
    await filterCondition(filters, actor, statuses, now),
    viewCondition(view, actor, statuses, now),
  ];
  const filtered = { [Op.and]: match === undefined ? conditions : [...conditions, { id: [...match.ids] }] };
  const { where, more } = await titled(title, filtered);
  const { total, ...views } = await countUpTo({ total: where, ...viewConditions(actor, statuses, now) });
  const { pages, shown, offset } = turnTo(page, total.count, pageSize);
  const ids =
    match !== undefined && sort === undefined
      ? await bestOf(match, where, pageSize, offset)
      : await idsOf(where, orderOf(sort ?? 'lastActivity', direction), pageSize, offset);
  return {
    rows: await queueRows(ids, now),
    total: { ...total, more: more || total.more || match?.more === true },
    page: shown,
    pages,
    views,
  };
}
