import { literal, Op, Utils, type OrderItem, type WhereOptions } from 'sequelize';
import { database } from '../../../database/connect.ts';
import { selectOnce } from '../../../database/select.ts';
import { Complaint } from '../../../models/complaint.ts';
import { groupsInOrder, SHOWN_SORTS, type ShownSort } from './queue-groups.ts';

/** What the queue can be sorted by. */
export const QUEUE_SORTS = ['number', 'urgency', 'age', 'lastActivity', ...SHOWN_SORTS] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

const COLUMNS: Record<Exclude<QueueSort, ShownSort>, string | ReturnType<typeof literal>> = {
  number: 'id',
  urgency: literal('urgency_rank'),
  age: 'createdAt',
  lastActivity: 'lastActivityAt',
};

/** The last active first. */
const LATEST: OrderItem[] = [
  ['lastActivityAt', 'desc'],
  ['id', 'desc'],
];
/** Groups of one query; the first are tried alone, since they nearly always fill a page. */
const BATCHES = [2, 8, 32];

/** Which complaints, and which of them in a row. */
export interface Stretch {
  readonly where: WhereOptions;
  readonly limit: number;
  readonly offset: number;
}

/** The order ends as the index for it does, so that no page needs sorting. */
function columnsOf(sort: Exclude<QueueSort, ShownSort>, direction: string): OrderItem[] {
  const columns = new Set([
    COLUMNS[sort],
    ...(sort === 'age' || sort === 'number' ? [] : ['lastActivityAt']),
    'id',
  ]);
  return [...columns].map((column) => [column, direction]);
}

/** The ids alone come from an index; the rows are read for one page only. */
async function byColumns(order: OrderItem[], { where, limit, offset }: Stretch): Promise<number[]> {
  const rows = await Complaint.findAll({ attributes: ['id'], where, order, limit, offset, raw: true });
  return rows.map(({ id }) => id);
}

interface SelectGenerator {
  selectQuery(table: string, options: object, model: typeof Complaint): string;
}

/** The first of each group, group after group, in one query. */
async function firstOf(
  groups: readonly WhereOptions[],
  where: WhereOptions,
  limit: number,
): Promise<number[]> {
  const queries = database().getQueryInterface().queryGenerator as SelectGenerator;
  const parts = groups.map((group, place) => {
    const both = Utils.mapWhereFieldNames(Utils.cloneDeep({ [Op.and]: [where, group] }), Complaint);
    const attributes = ['id', ['last_activity_at', 'active']];
    const options = { attributes, where: both, order: LATEST, limit, model: Complaint };
    const sql = queries.selectQuery('complaints', options, Complaint).replace(/;$/, '');
    return `SELECT id, active, ${place} AS place FROM (${sql}) AS group${place}`;
  });
  const rows = await selectOnce<{ id: number }>(
    `SELECT id FROM (${parts.join(' UNION ALL ')}) AS grouped ORDER BY place, active DESC, id DESC LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/** Walks through groups only as far as the stretch reaches. */
async function byGroups(
  groups: readonly WhereOptions[],
  { where, limit, offset }: Stretch,
): Promise<number[]> {
  const found: number[] = [];
  const end = offset + limit;
  for (let start = 0, turn = 0; start < groups.length && found.length < end; turn += 1) {
    const batch = groups.slice(start, start + (BATCHES[turn] ?? 50));
    found.push(...(await firstOf(batch, where, end - found.length)));
    start += batch.length;
  }
  return found.slice(offset, end);
}

const isShown = (sort: QueueSort): sort is ShownSort => SHOWN_SORTS.some((one) => one === sort);

/** The numbers of the complaints in a stretch of the sorted list; those of one name follow their last activity. */
export async function inOrder(
  sort: QueueSort,
  direction: 'asc' | 'desc',
  stretch: Stretch,
): Promise<number[]> {
  if (!isShown(sort)) return byColumns(columnsOf(sort, direction), stretch);
  const groups = await groupsInOrder(sort);
  return byGroups(direction === 'asc' ? groups : groups.toReversed(), stretch);
}
