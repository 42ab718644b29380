import type { WhereOptions } from 'sequelize';
import { Complaint } from '../../../models/complaint.ts';
import { COUNT_LIMIT, countMatches, type Count } from '../../records/listing/count-matches.ts';

export { COUNT_LIMIT, type Count } from '../../records/listing/count-matches.ts';

/** How many complaints match each condition, read no further than the limit; one query for all. */
export function countUpTo<Key extends string>(
  conditions: Readonly<Record<Key, WhereOptions>>,
  limit: number = COUNT_LIMIT,
): Promise<Record<Key, Count>> {
  return countMatches(Complaint, conditions, limit);
}
