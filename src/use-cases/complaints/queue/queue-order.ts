import { Op, type WhereOptions } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { selectOnce } from '../../../database/select.ts';
import { complaintsBy, conditionSql } from './complaints-sql.ts';
import { pressingOrdering, turned, URGENCY_RANKS, urgencyOrdering } from './by-urgency.ts';
import { groupsInOrder, SHOWN_SORTS, type ShownSort } from './queue-groups.ts';

/** What the queue can be sorted by. */
export const QUEUE_SORTS = [
  'number',
  'urgency',
  'pressing',
  'due',
  'age',
  'lastActivity',
  ...SHOWN_SORTS,
] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

/** How the complaints of a list follow one another: group after group, those of each in the same order. */
export interface Ordering {
  readonly groups: readonly WhereOptions[];
  readonly by: 'id' | 'createdAt' | 'lastActivityAt' | 'dueAt';
  readonly direction: 'asc' | 'desc';
  /** How all groups together follow one another, in SQL: what an index has found is read once, and sorted by this. */
  readonly ranked?: string;
}

const COLUMNS = {
  id: 'id',
  createdAt: 'created_at',
  lastActivityAt: 'last_activity_at',
  dueAt: 'due_at',
} as const;

const PLAIN = { number: 'id', age: 'createdAt', lastActivity: 'lastActivityAt' } as const;

/** Groups of one query; the first are tried alone, since they nearly always fill a page. */
const BATCHES = [2, 8, 32];

/** Which complaints, and which of them in a row. */
export interface Stretch {
  readonly where: WhereOptions;
  readonly limit: number;
  readonly offset: number;
  /** Which index finds them: the first by their age would be looked for among all that was solved before. */
  readonly index?: string | undefined;
}

/** The order within a group; it ends as the index for it does, so that no page needs sorting. */
function orderSql({ by, direction }: Ordering): string {
  const byId = `id ${direction}`;
  return by === 'id' ? byId : `${COLUMNS[by]} ${direction}, ${byId}`;
}

/** The ids alone come from an index; the rows are read for one page only. */
async function byColumns(ordering: Ordering, { where, limit, offset }: Stretch): Promise<number[]> {
  const [group = {}] = ordering.groups;
  const both = conditionSql({ [Op.and]: [where, group] });
  const rows = await selectOnce<{ id: number }>(
    `SELECT id FROM ${complaintsBy(undefined)} WHERE ${both} ORDER BY ${orderSql(ordering)} LIMIT ${limit} OFFSET ${offset}`,
  );
  return rows.map(({ id }) => id);
}

type Part = Pick<Stretch, 'where' | 'limit'>;

/** A complaint of an ordered list, with what it is sorted by and the group that it is of. */
export interface OrderedRow {
  readonly id: number;
  readonly sorted_by: Date | string | number | null;
  /** Of the group among those of the query, from 0 on. */
  readonly place: number;
}

/** The first of each group, group after group, in one query. */
export function firstRows(ordering: Ordering, { where, limit }: Part): Promise<OrderedRow[]> {
  const { groups, by, direction } = ordering;
  const from = complaintsBy(undefined);
  const order = orderSql(ordering);
  // All groups share what the list shows, which is the longer part.
  const shared = conditionSql(where);
  const parts = groups.map(
    (group, place) =>
      `SELECT id, sorted_by, ${place} AS place FROM (SELECT id, ${COLUMNS[by]} AS sorted_by FROM ${from} WHERE ${shared} AND ${conditionSql(group)} ORDER BY ${order} LIMIT ${limit}) AS group${place}`,
  );
  return selectOnce<OrderedRow>(
    `SELECT id, sorted_by, place FROM (${parts.join(' UNION ALL ')}) AS grouped ORDER BY place, sorted_by ${direction}, id ${direction} LIMIT ${limit}`,
  );
}

const firstOf = async (ordering: Ordering, part: Part): Promise<number[]> =>
  (await firstRows(ordering, part)).map(({ id }) => id);

/** Walks through groups only as far as the stretch reaches. */
async function byGroups(ordering: Ordering, { limit, offset, ...rest }: Stretch): Promise<number[]> {
  const { groups } = ordering;
  const found: number[] = [];
  const end = offset + limit;
  for (let start = 0, turn = 0; start < groups.length && found.length < end; turn += 1) {
    const batch = groups.slice(start, start + (BATCHES[turn] ?? 50));
    found.push(...(await firstOf({ ...ordering, groups: batch }, { ...rest, limit: end - found.length })));
    start += batch.length;
  }
  return found.slice(offset, end);
}

/** Each rank is named, since the indexes begin with them. */
async function byRank(ordering: Ordering, ranked: string, stretch: Stretch): Promise<number[]> {
  const { where, limit, offset, index } = stretch;
  const found = `${conditionSql(where)} AND urgency_rank IN (${URGENCY_RANKS.join(', ')})`;
  const rows = await selectOnce<{ id: number }>(
    `SELECT id FROM ${complaintsBy(index)} WHERE ${found} ORDER BY ${ranked}, ${orderSql(ordering)} LIMIT ${limit} OFFSET ${offset}`,
  );
  return rows.map(({ id }) => id);
}

const isShown = (sort: QueueSort): sort is ShownSort => SHOWN_SORTS.some((one) => one === sort);

/** The order of a sorted list: of one urgency the oldest come first, of one name those that were active last. */
export async function orderingOf(sort: QueueSort, direction: 'asc' | 'desc'): Promise<Ordering> {
  if (sort === 'urgency') return urgencyOrdering(direction);
  if (sort === 'pressing') return pressingOrdering(presentMoment(), direction);
  // What is not due at all comes last, whatever the direction.
  if (sort === 'due')
    return { groups: [{ dueAt: { [Op.not]: null } }, { dueAt: null }], by: 'dueAt', direction };
  if (isShown(sort))
    return { groups: turned(await groupsInOrder(sort), direction), by: 'lastActivityAt', direction: 'desc' };
  return { groups: [{}], by: PLAIN[sort], direction };
}

/** The numbers of the complaints in a stretch of an ordered list. */
export function along(ordering: Ordering, stretch: Stretch): Promise<number[]> {
  const { ranked } = ordering;
  if (ranked !== undefined && stretch.index !== undefined) return byRank(ordering, ranked, stretch);
  return ordering.groups.length === 1 ? byColumns(ordering, stretch) : byGroups(ordering, stretch);
}

/** The numbers of the complaints in a stretch of the sorted list. */
export async function inOrder(
  sort: QueueSort,
  direction: 'asc' | 'desc',
  stretch: Stretch,
): Promise<number[]> {
  return along(await orderingOf(sort, direction), stretch);
}
