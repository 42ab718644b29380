import { Op } from 'sequelize';
import { z } from 'zod';
import { JournalEvent } from '../../models/journal-event.ts';
import type { Actor } from '../../policies/actor.ts';
import { journalPolicy } from '../../policies/journal.ts';
import { authorize } from '../../policies/policy.ts';
import { parseInput } from '../parse-input.ts';
import { countMatches, type Count } from '../records/listing/count-matches.ts';
import { eventConditions, eventListInput } from './list-events.ts';

/** Beyond this many it does not matter how many there are. */
const COUNT_LIMIT = 1000;

/** The filters whose values an index counts. */
const COUNTED = ['what', 'subjectType'] as const;
/** The filters that leave few events, whatever else the journal holds. */
const NARROW = new Set<string>(['subjectId', 'complaintId', ...COUNTED]);

/** What is to be counted: values of one filter, with the others as they are. */
export const eventCountsInput = z.strictObject({
  of: z.string().max(32),
  values: z.array(z.string().max(64)).max(100, 'Count at most 100.'),
  filters: z.record(z.string(), z.unknown()).default({}),
});

/**
 * How many events each value of a filter would leave; nothing where only reading the whole journal could tell.
 *
 * @throws ForbiddenError, or InvalidInputError for values and filters that the log does not know.
 */
export async function countEvents(actor: Actor, input: unknown): Promise<Readonly<Record<string, Count>>> {
  authorize(journalPolicy, actor, 'list');
  const { of, values, filters } = parseInput(eventCountsInput, input);
  const { [of]: _own, after: _after, ...others } = filters;
  const isCheap =
    COUNTED.some((name) => name === of) && Object.keys(others).every((name) => NARROW.has(name));
  const asked = values.map(
    async (value) =>
      [value, await eventConditions(parseInput(eventListInput, { ...others, [of]: value }))] as const,
  );
  const conditions = (await Promise.all(asked)).map(
    ([value, where]) => [value, { [Op.and]: [journalPolicy.visibleTo(actor), ...where] }] as const,
  );
  if (!isCheap || conditions.length === 0) return {};
  return countMatches(JournalEvent, Object.fromEntries(conditions), COUNT_LIMIT);
}
