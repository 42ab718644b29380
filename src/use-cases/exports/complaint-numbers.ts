import { Op, type WhereOptions } from 'sequelize';
import type { z } from 'zod';
import { Complaint } from '../../models/complaint.ts';
import { can, type Actor } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { listingOf, type queueInput } from '../complaints/queue/list-complaints.ts';
import { statusesByCategory } from '../complaints/queue/queue-filter.ts';
import { orderingOf, type QueueSort } from '../complaints/queue/queue-order.ts';
import { walkOrder } from '../complaints/queue/walk-order.ts';
import { contains } from '../records/contains.ts';

/** Numbers that are read at once: they come from an index, and rows are read later. */
const SIZE = 1000;

/** Whether somebody takes out all that they see. */
export const exportsAll = (actor: Actor): boolean => can(actor, 'reports.view');

/** Who may not take everything out takes out their own work: what they have, and what they filed. */
function takenOut(actor: Actor): WhereOptions {
  if (exportsAll(actor)) return {};
  return { [Op.or]: [{ assigneeId: actor.id ?? 0 }, { reporterId: actor.id ?? 0 }] };
}

async function walked(sort: QueueSort, direction: 'asc' | 'desc', where: WhereOptions): Promise<number[]> {
  const all: number[] = [];
  for await (const some of walkOrder(await orderingOf(sort, direction), where, SIZE)) all.push(...some);
  return all;
}

/** What a search found, the best first. */
async function bestFirst(
  best: readonly number[],
  among: readonly number[],
  direct: WhereOptions,
): Promise<number[]> {
  const found = new Set(among);
  const [first] = best;
  // A number that was typed is found whatever the complaint says.
  if (first !== undefined && !found.has(first)) {
    const [row] = await walked('number', 'desc', { [Op.and]: [direct, { id: first }] });
    if (row !== undefined) found.add(row);
  }
  const leading = best.filter((id) => found.has(id));
  for (const id of leading) found.delete(id);
  return [...leading, ...found];
}

/**
 * The numbers of all complaints that `listComplaints` lists, on whatever page, in the order of the list; of those who may
 * not take everything out, their own work alone. Numbers are few bytes: a million of them is no load, and what moves in
 * the list while its rows are read is neither left out nor read twice.
 */
export async function complaintNumbers(
  actor: Actor,
  query: z.output<typeof queueInput>,
  now: Date,
  timeZone: string,
): Promise<readonly number[]> {
  const { title, search, sort, direction } = query;
  const statuses = await statusesByCategory();
  const listing = await listingOf(actor, { ...query, title: '' }, now, timeZone, statuses);
  // All of them, where a list ends after the newest thousand.
  const titled = title.trim() === '' ? [] : [contains(Complaint, 'title', title)];
  const direct = { [Op.and]: [complaintPolicy.visibleTo(actor), takenOut(actor), ...titled] };
  const where = { [Op.and]: [listing.where, direct] };
  if (sort !== undefined || search.trim() === '') return walked(sort ?? 'lastActivity', direction, where);
  const best = await listing.stretch(listing.count?.count ?? 1, 0);
  return bestFirst(best, await walked('number', 'desc', where), direct);
}
