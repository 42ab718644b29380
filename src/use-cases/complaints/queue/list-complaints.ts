import { z } from 'zod';
import { Op } from 'sequelize';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { authorize } from '../../../policies/policy.ts';
import { parseInput } from '../../parse-input.ts';
import { COUNT_LIMIT, countUpTo, type Count } from './count-up-to.ts';
import { exactTotal } from './exact-total.ts';
import { matchComplaints } from '../search/match-complaints.ts';
import {
  VIEW_INDEXES,
  filterCondition,
  isChosen,
  QUEUE_VIEWS,
  queueFilters,
  statusesByCategory,
  viewCondition,
  type QueueView,
  type Statuses,
} from './queue-filter.ts';
import { fewListing, manyListing, plainListing, type Listing } from './queue-listing.ts';
import { QUEUE_SORTS } from './queue-order.ts';
import { timesAt } from './due-soon.ts';
import { countQueueViews } from './count-queue-views.ts';
import { queueRows, type QueueRow } from './queue-row.ts';
import { titled } from './queue-title.ts';

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

function turnTo(page: number, count: number, pageSize: number) {
  const pages = Math.max(1, Math.ceil(Math.min(count, COUNT_LIMIT) / pageSize));
  const shown = Math.min(Math.max(1, Math.trunc(page)), pages);
  return { pages, shown, offset: (shown - 1) * pageSize };
}

type Query = z.output<typeof queueInput>;

/** Whether a view is shown as it is: what is counted for it is what the list has. */
function isWholeView({
  search,
  title,
  sort: _sort,
  direction: _direction,
  page: _page,
  pageSize: _size,
  ...chosen
}: Query) {
  return search.trim() === '' && title.trim() === '' && !isChosen({ ...chosen, view: 'all' });
}

/** What was searched for, filtered and sorted. */
export async function listingOf(
  actor: Actor,
  { search, title, sort, direction, page: _page, pageSize: _size, ...chosen }: Query,
  now: Date,
  timeZone: string,
  statuses: Statuses,
): Promise<Listing> {
  const { view, ...filters } = chosen;
  const match = search.trim() === '' ? undefined : await matchComplaints(actor, search);
  // What is known by its numbers is read by them.
  const isNumbered = match?.kind === 'few' || title.trim() !== '';
  const order = { sort, direction, index: isNumbered ? undefined : VIEW_INDEXES[view] };
  const filtered = {
    [Op.and]: [
      await filterCondition(filters, actor, statuses, now, timeZone),
      viewCondition(view, actor, statuses, await timesAt(now, timeZone)),
      ...(match?.kind === 'few' ? [{ id: [...match.ids] }] : []),
    ],
  };
  const ofAll = complaintPolicy.may(actor, 'readAll') && match?.kind !== 'few' && !isChosen(chosen);
  const { where, more } = await titled(title, filtered, ofAll);
  if (match === undefined) return { ...plainListing(where, order), more };
  const left = title.trim() !== '' || isChosen(chosen) ? where : undefined;
  return match.kind === 'few' ? fewListing(match, left, order) : manyListing(match, left, order);
}

/** How many there are in all, where that is known of more than are counted for every page. */
async function inAll(
  actor: Actor,
  { search, title, sort: _sort, direction: _direction, page: _page, pageSize: _size, ...asked }: Query,
  counted: Count,
  list: Omit<Parameters<typeof exactTotal>[1], 'asked'>,
): Promise<Count> {
  if (!counted.more || search.trim() !== '' || title.trim() !== '') return counted;
  const count = await exactTotal(actor, { ...list, asked });
  return count === undefined ? counted : { count, more: false };
}

/**
 * A page of the queue with the counts of its views, in a number of queries that does not depend on how many rows
 * there are. A page beyond the last is the last; days are those of the time zone.
 *
 * @throws InvalidInputError for unknown views, filters and sort keys.
 */
export async function listComplaints(
  actor: Actor,
  input: QueueInput = {},
  now: Date = new Date(),
  timeZone = 'UTC',
): Promise<Queue> {
  authorize(complaintPolicy, actor, 'list');
  const query = parseInput(queueInput, input);
  const statuses = await statusesByCategory();
  const listing = await listingOf(actor, query, now, timeZone, statuses);
  const views = await countQueueViews(actor, statuses, await timesAt(now, timeZone));
  const known = isWholeView(query) ? views[query.view] : (listing.count ?? (await listing.countAll?.()));
  const { total: counted } =
    known === undefined ? await countUpTo({ total: listing.where }) : { total: known };
  const total = await inAll(actor, query, counted, { where: listing.where, statuses, now, timeZone });
  const { pages, shown, offset } = turnTo(query.page, total.count, query.pageSize);
  return {
    rows: await queueRows(await listing.stretch(query.pageSize, offset), now),
    total: { ...total, more: total.more || listing.more === true },
    page: shown,
    pages,
    views,
  };
}

/** The first rows that `listComplaints` would list, without counting anything. */
export async function firstComplaints(
  actor: Actor,
  input: QueueInput,
  now: Date = new Date(),
): Promise<readonly QueueRow[]> {
  authorize(complaintPolicy, actor, 'list');
  const query = parseInput(queueInput, input);
  const listing = await listingOf(actor, query, now, 'UTC', await statusesByCategory());
  return queueRows(await listing.stretch(query.pageSize, 0), now);
}
