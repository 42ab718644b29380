import { Op } from 'sequelize';
import { z } from 'zod';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { authorize } from '../../../policies/policy.ts';
import { parseInput } from '../../parse-input.ts';
import { listingOf, queueInput } from './list-complaints.ts';
import { statusesByCategory } from './queue-filter.ts';
import { inOrder } from './queue-order.ts';
import { queueRows, type QueueRow } from './queue-row.ts';

/** What is asked for page after page: the number of the last complaint that was read, in place of the page's. */
export const followingInput = queueInput
  .omit({ page: true, sort: true })
  .extend({ after: z.number('The last number is a number.').int().positive().optional() });

/** Some complaints of very many. */
export interface Following {
  readonly rows: readonly QueueRow[];
  /** Asks, as `after`, for those that follow; null at the end. */
  readonly next: number | null;
}

/**
 * Goes through what `listComplaints` lists in the order of the numbers, so that the last rows of a million are read as
 * quickly as the first, and none is left out or read twice that was there from the beginning. Nothing is counted.
 *
 * @throws InvalidInputError for unknown views and filters.
 */
export async function followingComplaints(
  actor: Actor,
  input: z.input<typeof followingInput> = {},
  now: Date = new Date(),
  timeZone = 'UTC',
): Promise<Following> {
  authorize(complaintPolicy, actor, 'list');
  const { after, ...rest } = parseInput(followingInput, input);
  const query = { ...rest, sort: 'number' as const, page: 1 };
  const { where } = await listingOf(actor, query, now, timeZone, await statusesByCategory());
  const { direction, pageSize: limit } = query;
  const later = after === undefined ? {} : { id: { [direction === 'asc' ? Op.gt : Op.lt]: after } };
  const ids = await inOrder('number', direction, { where: { [Op.and]: [where, later] }, limit, offset: 0 });
  const last = ids.length < limit ? undefined : ids.at(-1);
  return { rows: await queueRows(ids, now), next: last ?? null };
}
