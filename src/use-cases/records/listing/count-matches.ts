import { literal, Utils, type Model, type ModelStatic, type WhereOptions } from 'sequelize';
import { database } from '../../../database/connect.ts';
import { selectOnce } from '../../../database/select.ts';

/** Beyond this many, a count says `10,000+` instead of reading on. */
export const COUNT_LIMIT = 10_000;

/** A count that stops at the limit. */
export interface Count {
  readonly count: number;
  /** There are more than `count`. */
  readonly more: boolean;
}

interface SelectGenerator {
  selectQuery(table: string, options: object, model: ModelStatic<Model>): string;
}

function countOf(model: ModelStatic<Model>, where: WhereOptions, limit: number): string {
  const queries = database().getQueryInterface().queryGenerator as SelectGenerator;
  const options = {
    attributes: [[literal('1'), 'one']],
    // It renames in place.
    where: Utils.mapWhereFieldNames(Utils.cloneDeep(where), model),
    limit: limit + 1,
  };
  const matching = queries.selectQuery(model.tableName, options, model).replace(/;$/, '');
  return `(SELECT COUNT(*) FROM (${matching}) AS matching)`;
}

/** How many rows match each condition, read no further than the limit; one query for all. */
export async function countMatches<Key extends string>(
  model: ModelStatic<Model>,
  conditions: Readonly<Record<Key, WhereOptions>>,
  limit: number = COUNT_LIMIT,
): Promise<Record<Key, Count>> {
  const counts = Object.values<WhereOptions>(conditions).map(
    (where, index) => `${countOf(model, where, limit)} AS n${index}`,
  );
  const [row] = await selectOnce<Record<string, number>>(`SELECT ${counts.join(', ')}`);
  const entries = Object.keys(conditions).map((key, index) => {
    const n = row?.[`n${index}`] ?? 0;
    return [key, { count: Math.min(n, limit), more: n > limit }] as const;
  });
  return Object.fromEntries(entries) as Record<Key, Count>;
}
