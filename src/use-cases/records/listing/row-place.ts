import { Op, where, type literal, type WhereOptions } from 'sequelize';
import { InvalidInputError } from '../../../errors.ts';
import type { Values } from './listing.ts';

/** What a list is sorted by, and which way; rows of one value follow their ids. */
export interface RowOrder {
  readonly sort: string;
  readonly direction: 'asc' | 'desc';
  /** In place of the attribute itself. */
  readonly by: ReturnType<typeof literal> | undefined;
  /** Of what kind the sorted value is. */
  readonly isMoment: boolean;
}

const OTHER_ORDER = 'This is a place in a list of another order. Begin with the first page.';
const NO_PLACE = 'This is no place in the list.';

/** Under which the sorted value of a row is read where it is none of its attributes. */
export const SORTED_VALUE = 'sortedValue';

/** The place of a row in its list, as text that is handed out and given back. */
export function placeOf(row: Values, { sort, by, direction }: RowOrder): string {
  const value = row[by === undefined ? sort : SORTED_VALUE];
  const moment = value instanceof Date ? { at: value.getTime() } : value;
  return Buffer.from(JSON.stringify([moment ?? null, row.id, `${sort} ${direction}`])).toString('base64url');
}

/** What stands in a place; undefined where it is none, however it fails to be one. */
function partsOf(place: string): unknown[] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(place, 'base64url').toString());
    return Array.isArray(parts) ? parts : undefined;
  } catch {
    return undefined;
  }
}

/** The sorted value as the database compares it; undefined where it is of another kind. */
function comparable(value: unknown, isMoment: boolean): unknown {
  if (value === null) return null;
  if (typeof value !== 'object') return isMoment ? undefined : value;
  const moment = new Date('at' in value ? Number(value.at) : Number.NaN);
  return isMoment && !Number.isNaN(moment.getTime()) ? moment : undefined;
}

function read(place: string, { sort, direction, isMoment }: RowOrder): [value: unknown, id: number] {
  const [value, id, order] = partsOf(place) ?? [];
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) throw new InvalidInputError({ after: NO_PLACE });
  if (order !== `${sort} ${direction}`) throw new InvalidInputError({ after: OTHER_ORDER });
  const plain = comparable(value, isMoment);
  if (plain === undefined) throw new InvalidInputError({ after: NO_PLACE });
  return [plain, id];
}

/**
 * The rows that follow a place. Both databases put what is empty first.
 *
 * @throws InvalidInputError for what is no place.
 */
export function following(place: string, order: RowOrder): WhereOptions {
  const { sort, direction, by } = order;
  const [value, id] = read(place, order);
  const isUp = direction === 'asc';
  const next = isUp ? Op.gt : Op.lt;
  if (sort === 'id') return { id: { [next]: id } };
  const is = (condition: object | null): WhereOptions =>
    by === undefined ? { [sort]: condition } : where(by, condition as object);
  const later = { id: { [Op.gt]: id } };
  if (value === null) {
    const empty = { [Op.and]: [is({ [Op.is]: null }), later] };
    return isUp ? { [Op.or]: [empty, is({ [Op.not]: null })] } : empty;
  }
  const same = { [Op.and]: [is({ [Op.eq]: value }), later] };
  return { [Op.or]: [is({ [next]: value }), same, ...(isUp ? [] : [is({ [Op.is]: null })])] };
}
