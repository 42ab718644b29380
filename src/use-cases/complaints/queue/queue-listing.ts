import { Op, type WhereOptions } from 'sequelize';
import type { Count } from './count-up-to.ts';
import type { FewMatch, ManyMatch } from '../search/match-complaints.ts';
import { inOrder, type QueueSort } from './queue-order.ts';

/** What a list shows, before it was counted. */
export interface Listing {
  /** How many there are, where that is known. */
  readonly count?: Count;
  /** Counts them where the condition alone takes longer. */
  readonly countAll?: () => Promise<Count>;
  /** There are more than `where` holds for. */
  readonly more?: boolean;
  /** What they have in common. */
  readonly where: WhereOptions;
  /** The numbers of some of them in order. */
  stretch(limit: number, offset: number): Promise<readonly number[]>;
}

/** The order that was asked for; without one a search shows the best first. */
export interface Order {
  readonly sort: QueueSort | undefined;
  readonly direction: 'asc' | 'desc';
  /** Which index finds what the list shows. */
  readonly index?: string | undefined;
}

const newest = (where: WhereOptions, limit: number, offset = 0) =>
  inOrder('number', 'desc', { where, limit, offset });

/** The list without a search. */
export function plainListing(where: WhereOptions, order: Order): Listing {
  const { sort = 'lastActivity', direction, index } = order;
  const stretch = (limit: number, offset: number) =>
    inOrder(sort, direction, { where, limit, offset, index });
  return { where, stretch };
}

/** Of what a search found and knows what the filters leave. */
export async function fewListing(
  { ids, more }: FewMatch,
  filtered: WhereOptions | undefined,
  order: Order,
): Promise<Listing> {
  const found = { id: [...ids] };
  const where = filtered === undefined ? found : { [Op.and]: [filtered, found] };
  const left = filtered === undefined ? undefined : new Set(await newest(where, ids.length));
  const kept = left === undefined ? ids : ids.filter((id) => left.has(id));
  const known = { where: { id: kept }, count: { count: kept.length, more } };
  if (order.sort !== undefined) return { ...plainListing(known.where, order), ...known };
  return { ...known, stretch: (limit, offset) => Promise.resolve(kept.slice(offset, offset + limit)) };
}

/** Of what a search found that found very many, what is among the few that a view shows: the newest first. */
function amongFew({ condition, among }: ManyMatch, filtered: WhereOptions, order: Order): Listing {
  let reading: Promise<FewMatch> | undefined;
  // Counted and listed at once, and not before one of both is asked for.
  const found = () => (reading ??= among(filtered));
  const where = { [Op.and]: [filtered, condition] };
  const countAll = async () => {
    const { ids, more } = await found();
    return { count: ids.length, more };
  };
  if (order.sort !== undefined) return { ...plainListing(where, order), countAll };
  return {
    where,
    countAll,
    stretch: async (limit, offset) => (await found()).ids.slice(offset, offset + limit),
  };
}

/** What a search found that found very many: the newest first, before them the complaint whose number was typed. */
export async function manyListing(
  match: ManyMatch,
  filtered: WhereOptions | undefined,
  order: Order,
): Promise<Listing> {
  const { condition, first, count, newest: newestOf } = match;
  if (filtered !== undefined && order.index !== undefined && first === undefined)
    return amongFew(match, filtered, order);
  const where = filtered === undefined ? condition : { [Op.and]: [filtered, condition] };
  const counted = filtered === undefined ? { countAll: count } : {};
  if (order.sort !== undefined) return { ...plainListing(where, order), ...counted };
  if (first === undefined) {
    const ofAll = filtered === undefined ? newestOf : undefined;
    const stretch = ofAll ?? ((limit: number, offset: number) => newest(where, limit, offset));
    return { where, ...counted, stretch };
  }
  const typed = await newest({ [Op.and]: [{ id: first }, filtered ?? {}] }, 1);
  const others = { [Op.and]: [{ id: { [Op.ne]: first } }, where] };
  return {
    where,
    ...counted,
    async stretch(limit, offset) {
      const before = typed.slice(offset);
      const rest = await newest(others, limit - before.length, Math.max(0, offset - typed.length));
      return [...before, ...rest];
    },
  };
}
