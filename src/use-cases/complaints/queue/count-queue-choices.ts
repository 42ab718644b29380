import { Op } from 'sequelize';
import { InvalidInputError } from '../../../errors.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { authorize } from '../../../policies/policy.ts';
import { parseInput } from '../../parse-input.ts';
import { MOST_CHOICES } from '../../records/listing/count-choices.ts';
import type { Count } from '../../records/listing/count-matches.ts';
import { countUpTo } from './count-up-to.ts';
import { listingOf, queueInput, type QueueInput } from './list-complaints.ts';
import { filterCondition, queueFilters, statusesByCategory } from './queue-filter.ts';

/**
 * How many complaints of a list each of some further filters would leave, by the keys that they are given under.
 *
 * @param input the list, without what the filters are chosen in place of.
 * @throws ForbiddenError for those who see their own complaints alone.
 */
export async function countQueueChoices(
  actor: Actor,
  input: QueueInput,
  choices: ReadonlyMap<string, QueueInput>,
  now: Date = new Date(),
  timeZone = 'UTC',
): Promise<Readonly<Record<string, Count>>> {
  authorize(complaintPolicy, actor, 'queue');
  if (choices.size > MOST_CHOICES) throw new InvalidInputError({ values: `Count at most ${MOST_CHOICES}.` });
  const statuses = await statusesByCategory();
  const { where } = await listingOf(actor, parseInput(queueInput, input), now, timeZone, statuses);
  const conditions = await Promise.all(
    [...choices].map(async ([key, choice]) => {
      const filters = parseInput(queueFilters, choice);
      const own = await filterCondition(filters, actor, statuses, now, timeZone);
      return [key, { [Op.and]: [where, own] }] as const;
    }),
  );
  return conditions.length === 0 ? {} : countUpTo(Object.fromEntries(conditions));
}
