import { Op } from 'sequelize';
import type { Actor } from '../../../policies/actor.ts';
import { authorize } from '../../../policies/policy.ts';
import { InvalidInputError } from '../../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { countMatches, type Count } from './count-matches.ts';
import { conditionOf } from './list-rows.ts';
import { inputOf, type Listing } from './listing.ts';

/** Most choices that are counted at once. */
export const MOST_CHOICES = 100;

/** One filter of a list, and values that it can have. */
export interface Choices {
  readonly filter: string;
  readonly values: readonly (string | boolean)[];
}

/**
 * How many rows each value of a filter would leave, with the view, the search and the other filters that are chosen.
 *
 * @throws InvalidInputError for filters and values that the list does not know.
 */
export async function countChoices(
  listing: Listing,
  actor: Actor,
  input: { readonly filters: Readonly<Record<string, unknown>> },
  { filter, values }: Choices,
  timeZone = 'UTC',
): Promise<Readonly<Record<string, Count>>> {
  authorize(listing.policy, actor, 'list');
  if (values.length > MOST_CHOICES) throw new InvalidInputError({ values: `Count at most ${MOST_CHOICES}.` });
  const { [filter]: _own, ...others } = input.filters;
  const query = parseInput(inputOf(listing), { ...input, filters: others });
  const where = conditionOf(listing, actor, query, timeZone);
  const conditions = values.map((value) => {
    const { filters } = parseInput(inputOf(listing), { filters: { [filter]: value } });
    const own = listing.filters[filter]?.where(filters[filter], timeZone) ?? {};
    return [String(value), { [Op.and]: [where, own] }] as const;
  });
  return conditions.length === 0 ? {} : countMatches(listing.model, Object.fromEntries(conditions));
}
