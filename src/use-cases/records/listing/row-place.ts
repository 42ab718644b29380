import { Op, where, type literal, type WhereOptions } from 'sequelize';
import { InvalidInputError } from '../../../errors.ts';
import type { Values } from './listing.ts';

/** What a list is sorted by, and which way; rows of one value follow their ids. */
export interface RowOrder {
  readonly sort: string;
  readonly direction: 'asc' | 'desc';
  /** In place of the attribute itself. */
  readonly by: ReturnType<typeof literal> | undefined;
}

/** Under which the sorted value of a row is read where it is none of its attributes. */
export const SORTED_VALUE = 'sortedValue';

/** The place of a row in its list, as text that is handed out and given back. */
export function placeOf(row: Values, { sort, by }: RowOrder): string {
  const value = row[by === undefined ? sort : SORTED_VALUE];
  const moment = value instanceof Date ? { at: value.getTime() } : value;
  return Buffer.from(JSON.stringify([moment ?? null, row.id])).toString('base64url');
}

function read(place: string): [value: unknown, id: number] {
  try {
    const [value, id] = JSON.parse(Buffer.from(place, 'base64url').toString()) as [unknown, unknown];
    const isMoment = typeof value === 'object' && value !== null && 'at' in value;
    const plain = isMoment ? new Date(Number(value.at)) : value;
    const isFit = plain === null || plain instanceof Date || typeof plain !== 'object';
    if (isFit && typeof id === 'number' && Number.isSafeInteger(id)) return [plain, id];
  } catch {
    // Told below: it is no place, however it fails to be one.
  }
  throw new InvalidInputError({ after: 'This is no place in the list.' });
}

/**
 * The rows that follow a place. Both databases put what is empty first.
 *
 * @throws InvalidInputError for what is no place.
 */
export function following(place: string, { sort, direction, by }: RowOrder): WhereOptions {
  const [value, id] = read(place);
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
