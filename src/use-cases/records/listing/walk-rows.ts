import { Op } from 'sequelize';
import type { Actor } from '../../../policies/actor.ts';
import { authorize } from '../../../policies/policy.ts';
import { parseInput } from '../../parse-input.ts';
import { conditionOf, orderOf, readRows } from './list-rows.ts';
import { inputOf, type Listing, type Values } from './listing.ts';
import { following, placeOf, SORTED_VALUE } from './row-place.ts';

/** Rows that are read at once. */
const SIZE = 500;

/** All rows of a list, however many. */
export interface AllRows {
  /** How many there were when it began. */
  readonly count: number;
  readonly rows: AsyncGenerator<readonly Values[]>;
}

/**
 * Goes through all that `listRows` lists by key, some at a time, in the same order.
 *
 * @param size most rows at a time.
 * @throws InvalidInputError for unknown filters and sort keys; ForbiddenError.
 */
export async function walkRows(
  listing: Listing,
  actor: Actor,
  input: unknown,
  timeZone: string,
  size: number = SIZE,
): Promise<AllRows> {
  authorize(listing.policy, actor, 'list');
  const query = parseInput(inputOf(listing), input);
  const where = conditionOf(listing, actor, query, timeZone);
  const order = orderOf(listing, query);
  async function* rows(): AsyncGenerator<readonly Values[]> {
    for (let place: string | undefined; ;) {
      const from = place === undefined ? where : { [Op.and]: [where, following(place, order)] };
      const found = await readRows(listing, actor, { where: from, order, limit: size });
      if (found.length > 0) yield found.map(({ [SORTED_VALUE]: _sorted, ...row }) => row);
      const last = found.at(-1);
      if (last === undefined || found.length < size) return;
      place = placeOf(last, order);
    }
  }
  return { count: await listing.model.count({ where }), rows: rows() };
}
