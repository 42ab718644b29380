import { Op, type WhereOptions } from 'sequelize';
import { readMoment } from '../../../database/select.ts';
import { firstRows, type OrderedRow, type Ordering } from './queue-order.ts';

/** Groups of one query. */
const GROUPS = 50;

/** Those of a group that follow one of it. */
function following({ by, direction }: Ordering, { id, sorted_by: at }: OrderedRow): WhereOptions {
  const isUp = direction === 'asc';
  const next = isUp ? Op.gt : Op.lt;
  const later = { id: { [next]: id } };
  if (by === 'id' || at === null || typeof at === 'number') return later;
  const moment = readMoment(at);
  // The first says what the second does, and an index knows its beginning.
  return {
    [by]: { [isUp ? Op.gte : Op.lte]: moment },
    [Op.or]: [{ [by]: { [next]: moment } }, later],
  };
}

/**
 * Goes through an ordered list by key, so that the last of a million are read as quickly as the first: their numbers,
 * some at a time.
 *
 * @param size most numbers at a time.
 */
export async function* walkOrder(
  ordering: Ordering,
  where: WhereOptions,
  size: number,
): AsyncGenerator<readonly number[]> {
  const { groups } = ordering;
  let last: OrderedRow | undefined;
  for (let start = 0; start < groups.length;) {
    const [first = {}, ...others] = groups.slice(start, start + GROUPS);
    const rest = last === undefined ? first : { [Op.and]: [first, following(ordering, last)] };
    const rows = await firstRows({ ...ordering, groups: [rest, ...others] }, { where, limit: size });
    if (rows.length > 0) yield rows.map(({ id }) => id);
    last = rows.length < size ? undefined : rows.at(-1);
    start += last === undefined ? 1 + others.length : last.place;
  }
}
