import { Op, type WhereOptions } from 'sequelize';
import { z } from 'zod';
import { Complaint, URGENCIES } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { authorize } from '../../../policies/policy.ts';
import { parseInput } from '../../parse-input.ts';
import { countUpTo, type Count } from './count-up-to.ts';
import { listingOf, queueInput, type QueueInput } from './list-complaints.ts';
import { statusesByCategory } from './queue-filter.ts';
import type { Listing } from './queue-listing.ts';
import { presentMoment } from '../../../database/present-moment.ts';
import { along, orderingOf, type Ordering, type QueueSort } from './queue-order.ts';

/** How far down a search that is sorted by how well it matches neighbours are looked for. */
const REACH = 1000;
/** Groups of a list that are looked through at once. */
const BATCH = 100;

const moment = z.iso.datetime().transform((text) => new Date(text));

/** Where a complaint stood in its list when it was opened; what was done with it since does not move it. */
export const placeKey = z.object({
  urgency: z.enum(URGENCIES),
  createdAt: moment,
  lastActivityAt: moment,
  dueAt: moment.nullable().default(null),
});
export type PlaceKey = z.output<typeof placeKey>;

/** What stands before and after a complaint in a list. */
export interface Neighbours {
  readonly previous: (PlaceKey & { readonly id: number }) | null;
  readonly next: (PlaceKey & { readonly id: number }) | null;
  /** From 1 on; null where it is not in the list. */
  readonly place: number | null;
  readonly total: Count;
}

type Side = 'before' | 'after';

/** What of the own group comes before or after the place. */
function beside(side: Side, id: number, key: PlaceKey, { by, direction }: Ordering): WhereOptions {
  const isUp = (direction === 'asc') === (side === 'after');
  const further = isUp ? Op.gt : Op.lt;
  if (by === 'id') return { id: { [further]: id } };
  const at = key[by];
  if (at === null) return { id: { [further]: id } };
  return { [Op.or]: [{ [by]: { [further]: at } }, { [by]: at, id: { [further]: id } }] };
}

/** Of its urgencies and due moments those count that it had when it was opened; undefined: they say nothing of it. */
function groupOfKey(sort: QueueSort, direction: 'asc' | 'desc', key: PlaceKey): number | undefined {
  if (sort === 'due') return key.dueAt === null ? 1 : 0;
  if (sort !== 'urgency' && sort !== 'pressing') return undefined;
  const isLate = sort === 'pressing' && key.dueAt !== null && key.dueAt <= presentMoment();
  const rank = URGENCIES.indexOf(key.urgency) + (isLate ? URGENCIES.length : 0);
  const last = URGENCIES.length * (sort === 'pressing' ? 2 : 1) - 1;
  return direction === 'asc' ? rank : last - rank;
}

/** Which of the groups of an ordered list the complaint stands in. */
async function groupOf(id: number, groups: Ordering['groups']): Promise<number> {
  if (groups.length === 1) return 0;
  for (let start = 0; start < groups.length; start += BATCH) {
    const some = groups.slice(start, start + BATCH).map((group, index) => {
      return [String(start + index), { [Op.and]: [{ id }, group] }] as const;
    });
    const counts = await countUpTo(Object.fromEntries(some), 1);
    const found = Object.entries(counts).find(([, { count }]) => count > 0);
    if (found !== undefined) return Number(found[0]);
  }
  return groups.length - 1;
}

async function keyed(id: number | undefined): Promise<Neighbours['next']> {
  if (id === undefined) return null;
  const attributes = ['id', 'urgency', 'createdAt', 'lastActivityAt', 'dueAt'];
  const row = await Complaint.findByPk(id, { attributes });
  if (row === null) return null;
  const { urgency, createdAt, lastActivityAt, dueAt } = row;
  return { id, urgency, createdAt, lastActivityAt, dueAt };
}

/** By the order of columns and groups: whatever is changed, what follows the place follows it. */
async function byKey(
  id: number,
  key: PlaceKey,
  where: WhereOptions,
  ordering: Ordering,
  own: number,
): Promise<Neighbours> {
  const { groups, direction } = ordering;
  const inOwn = (side: Side) => ({ [Op.and]: [groups[own] ?? {}, beside(side, id, key, ordering)] });
  const earlier = [...groups.slice(0, own), inOwn('before')];
  const turned = direction === 'asc' ? 'desc' : 'asc';
  const backwards = { ...ordering, groups: earlier.toReversed(), direction: turned } as const;
  const onwards = { ...ordering, groups: [inOwn('after'), ...groups.slice(own + 1)] };
  // What moved it since has it stand elsewhere by now; it never stands beside itself.
  const others = { [Op.and]: [where, { id: { [Op.ne]: id } }] };
  const [previous] = await along(backwards, { where: others, limit: 1, offset: 0 });
  const [next] = await along(onwards, { where: others, limit: 1, offset: 0 });
  const { total, before, itself } = await countUpTo({
    total: where,
    before: { [Op.and]: [others, { [Op.or]: earlier }] },
    itself: { [Op.and]: [where, { id }] },
  });
  const place = itself.count === 0 ? null : before.count + 1;
  return { previous: await keyed(previous), next: await keyed(next), place, total };
}

/** Of what a search found, the best first: there is no place between two for what it does not find any more. */
async function byMatch(id: number, listing: Listing): Promise<Neighbours | null> {
  const ids = await listing.stretch(REACH, 0);
  const place = ids.indexOf(id);
  if (place < 0) return null;
  const total = listing.count ?? { count: ids.length, more: ids.length === REACH };
  return {
    previous: await keyed(ids[place - 1]),
    next: await keyed(ids[place + 1]),
    place: place + 1,
    total,
  };
}

/**
 * What stands before and after a complaint in the list that was asked for, and where in it that is; null where nothing
 * does, or where there is no such complaint, or none that the search finds.
 *
 * @param at where it stood when it was opened; undefined: where it stands now.
 * @throws InvalidInputError for unknown views, filters and sort keys.
 */
export async function neighbours(
  actor: Actor,
  id: number,
  input: QueueInput,
  at?: PlaceKey,
  now: Date = new Date(),
  timeZone = 'UTC',
): Promise<Neighbours | null> {
  authorize(complaintPolicy, actor, 'queue');
  const query = parseInput(queueInput, input);
  const listing = await listingOf(actor, query, now, timeZone, await statusesByCategory());
  if (query.search.trim() !== '' && query.sort === undefined) return byMatch(id, listing);
  const key = at ?? (await keyed(id));
  if (key === null) return null;
  const { sort = 'lastActivity', direction } = query;
  const ordering = await orderingOf(sort, direction);
  const own = groupOfKey(sort, direction, key) ?? (await groupOf(id, ordering.groups));
  return byKey(id, key, listing.where, ordering, own);
}
