import { DataTypes, literal, Op, type Order, type WhereOptions } from 'sequelize';
import type { z } from 'zod';
import { InvalidInputError } from '../../../errors.ts';
import { sortedName } from '../../../models/text.ts';
import type { Actor } from '../../../policies/actor.ts';
import { authorize } from '../../../policies/policy.ts';
import { parseInput } from '../../parse-input.ts';
import { countRows } from '../count-rows.ts';
import { plainRows } from '../plain-rows.ts';
import { FARTHEST, inputOf, viewsOf, type Listing, type Values } from './listing.ts';
import { following, placeOf, SORTED_VALUE, type RowOrder } from './row-place.ts';

/** Some rows of a list. */
export interface RowPage {
  readonly rows: readonly Values[];
  /** How many match in all; null for pages by key, which nobody counts again. */
  readonly total: number | null;
  readonly page: number;
  readonly pageSize: number;
  readonly sort: string;
  readonly direction: 'asc' | 'desc';
  /** Asks, as `after`, for the rows that follow; null at the end. */
  readonly next: string | null;
}

/** Which rows, in which order, how many. */
interface Stretch {
  readonly where: WhereOptions;
  readonly order?: RowOrder;
  readonly limit?: number;
  readonly offset?: number;
}

function orderBy({ sort, direction, by }: RowOrder): Order {
  const first: [string | NonNullable<typeof by>, string] = [by ?? sort, direction.toUpperCase()];
  return sort === 'id' ? [first] : [first, ['id', 'ASC']];
}

type Raw = Record<string, unknown>;

/** Makes of what the database has what it means: MariaDB has yes and no as numbers, SQLite moments as texts. */
function typed({ model, columns }: Listing, rows: readonly Raw[]): void {
  const attributes = model.getAttributes();
  for (const name of columns) {
    const type = attributes[name]?.type;
    if (type instanceof DataTypes.BOOLEAN) for (const row of rows) row[name] = Boolean(row[name]);
    if (type instanceof DataTypes.DATE)
      for (const row of rows) if (typeof row[name] === 'string') row[name] = new Date(row[name]);
  }
}

/** Rows as plain values, as far as the actor may know them. */
export async function readRows(
  listing: Listing,
  actor: Actor,
  { where, order, limit, offset }: Stretch,
): Promise<Values[]> {
  const { model, columns, fill } = listing;
  const sorted = order?.by === undefined ? [] : [[order.by, SORTED_VALUE] as [typeof order.by, string]];
  const rows = await plainRows<Raw>(model, {
    attributes: [...columns, ...sorted],
    where,
    order: order === undefined ? [['id', 'ASC']] : orderBy(order),
    ...(limit === undefined ? {} : { limit, offset: offset ?? 0 }),
  });
  typed(listing, rows);
  const filled = rows.length > 0 ? await fill?.(rows, actor) : undefined;
  if (filled !== undefined) for (const row of rows) Object.assign(row, filled.get(Number(row.id)));
  return rows;
}

export type Query = z.output<ReturnType<typeof inputOf>>;

/** What a list's rows have in common that the actor may see and that was asked for. */
export function conditionOf(
  listing: Listing,
  actor: Actor,
  { filters, view, search }: Query,
  timeZone: string,
): WhereOptions {
  const chosen = Object.entries(filters).flatMap(([name, value]) => {
    const known = value === undefined ? undefined : listing.filters[name];
    return known === undefined ? [] : [known.where(value, timeZone)];
  });
  const found = search === '' ? [] : [listing.search(search, actor)];
  const inView = viewsOf(listing)?.[view] ?? {};
  return { [Op.and]: [listing.policy.visibleTo(actor), inView, ...chosen, ...found] };
}

/** By what rows are sorted where that is not the attribute itself. */
function sortedBy({ sortedBy: others, model }: Listing, sort: string): RowOrder['by'] {
  const given = others?.[sort];
  if (given !== undefined) return given;
  const key = model.getAttributes()[sortedName(sort)];
  return key === undefined ? undefined : literal(`\`${model.name}\`.\`${key.field ?? ''}\``);
}

/** How a list's rows follow one another: texts by their keys, so that every engine has one order. */
export function orderOf(listing: Listing, { sort = listing.order[0], direction }: Query): RowOrder {
  const { order, model } = listing;
  const by = sortedBy(listing, sort);
  const isMoment = by === undefined && model.getAttributes()[sort]?.type instanceof DataTypes.DATE;
  return { sort, direction: direction ?? (sort === order[0] ? order[1] : 'asc'), by, isMoment };
}

/**
 * The rows of a list that the actor may see and that match the filters, by the page's number or after the place of a
 * row; days are those of the time zone.
 *
 * @throws InvalidInputError for unknown filters, sort keys, pages and places.
 */
export async function listRows(
  listing: Listing,
  actor: Actor,
  input: unknown = {},
  timeZone = 'UTC',
): Promise<RowPage> {
  authorize(listing.policy, actor, 'list');
  const query = parseInput(inputOf(listing), input);
  const { page, pageSize, after } = query;
  const offset = (page - 1) * pageSize;
  if (offset > FARTHEST) throw new InvalidInputError({ page: 'So far no list is turned; use a filter.' });
  const where = conditionOf(listing, actor, query, timeZone);
  const order = orderOf(listing, query);
  const from = after === undefined ? where : { [Op.and]: [where, following(after, order)] };
  const stretch = { where: from, order, limit: pageSize, offset: after === undefined ? offset : 0 };
  const found = await readRows(listing, actor, stretch);
  const total = after === undefined ? await countRows(listing.model, where) : null;
  const last = found.length < pageSize ? undefined : found.at(-1);
  const next = last === undefined ? null : placeOf(last, order);
  const rows = found.map(({ [SORTED_VALUE]: _sorted, ...row }) => row);
  return { rows, total, page, pageSize, sort: order.sort, direction: order.direction, next };
}
