import { Op, type WhereOptions } from 'sequelize';
import { z } from 'zod';
import { RETENTION_RULES, type RetentionName } from '../../../models/retention-rule.ts';

/** What a rule removed of a complaint; several: any of them. */
export const removedFilter = z
  .array(z.enum(RETENTION_RULES, 'Choose from the list.'))
  .max(RETENTION_RULES.length)
  .default([]);

const REMOVED_AT = { files: 'filesRemovedAt', texts: 'textsRemovedAt' } as const;

/** What this filter leaves. */
export function removedCondition(removed: readonly RetentionName[]): WhereOptions[] {
  if (removed.length === 0) return [];
  return [{ [Op.or]: removed.map((what) => ({ [REMOVED_AT[what]]: { [Op.ne]: null } })) }];
}
