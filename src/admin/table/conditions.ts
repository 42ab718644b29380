import { literal, Op, type Model, type ModelStatic, type WhereOptions } from 'sequelize';
import { AppError } from '../../errors.ts';
import { contains, likePatterns } from '../../use-cases/records/contains.ts';
import { startOfDay } from '../../use-cases/records/days.ts';

/**
 * Turns the value of one filter into a condition on the table, days being those of the time zone; throws an AppError
 * for what it does not understand.
 */
export type FilterRule = (value: unknown, timeZone: string) => WhereOptions;

/** A filter, sort key or page that cannot be understood. */
export class BadQueryError extends AppError {
  constructor(message: string) {
    super('bad_query', 400, message);
  }
}

/** A filter that the list does not have. */
export class UnknownFilterError extends BadQueryError {
  constructor() {
    super('This list cannot be filtered by that.');
  }
}

/** Largest id that both databases' integer columns hold. */
const MAX_ID = 2_147_483_647;

/** The id that a text or number is, or nothing: `1e9`, `-1`, ` 1` and `abc` are none. */
export function parseId(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^[1-9]\d{0,9}$/.test(text)) return undefined;
  return Number(text) <= MAX_ID ? Number(text) : undefined;
}

/** A single text, or a refusal: repeated parameters arrive as lists, bracketed ones as objects. */
export function singleText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new BadQueryError('A filter has one value.');
}

/** Rows whose `attribute` is the `key` of a row of `related` with one column that has `text` somewhere in it. */
export function relatedContains(
  attribute: string,
  related: ModelStatic<Model>,
  key: string,
  columns: readonly string[],
  text: string,
): WhereOptions {
  const likes = likePatterns(related, text).flatMap((one) =>
    columns.map((column) => `${column} LIKE ${one}`),
  );
  const table = related.tableName;
  return { [attribute]: { [Op.in]: literal(`(SELECT ${key} FROM ${table} WHERE ${likes.join(' OR ')})`) } };
}

/** Filters by a part of a text. */
export const textFilter =
  (model: ModelStatic<Model>, attribute: string): FilterRule =>
  (value) =>
    contains(model, attribute, singleText(value));

/** Filters by one of few values. */
export const choiceFilter =
  (attribute: string, choices: readonly string[]): FilterRule =>
  (value) => {
    const choice = singleText(value);
    if (!choices.includes(choice)) throw new BadQueryError(`This filter is one of ${choices.join(', ')}.`);
    return { [attribute]: choice };
  };

/** Filters by yes or no. */
export const flagFilter =
  (attribute: string): FilterRule =>
  (value) => {
    const flag = singleText(value);
    if (flag !== 'true' && flag !== 'false') throw new BadQueryError('This filter is true or false.');
    return { [attribute]: flag === 'true' };
  };

/** Filters by the record referred to. */
export const referenceFilter =
  (attribute: string): FilterRule =>
  (value) => ({ [attribute]: requiredId(value) });

/** The id that a filter's value must be. */
export function requiredId(value: unknown): number {
  const id = parseId(singleText(value));
  if (id === undefined) throw new BadQueryError('This filter is the id of a record.');
  return id;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The moment a text names; a mere day is its first or, as the end of a span, its last millisecond, in the time zone. */
export function dayOrMoment(value: unknown, end: boolean, timeZone: string): Date {
  const text = singleText(value).trim();
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(text) : new Date(Number.NaN);
  const year = time.getUTCFullYear();
  if (Number.isNaN(time.getTime()) || year < 1000)
    throw new BadQueryError('This filter is a date such as 2026-01-31.');
  if (!DAY.test(text)) return time;
  return end ? new Date(startOfDay(time, 1, timeZone).getTime() - 1) : startOfDay(time, 0, timeZone);
}

const isGiven = (value: unknown) => value !== undefined && value !== '';

/** Filters by a span of time: an object with `from`, `to` or both, or a single day. */
export const dateFilter =
  (attribute: string): FilterRule =>
  (value, timeZone) => {
    const span: { from?: unknown; to?: unknown } =
      typeof value === 'object' && value !== null ? value : { from: value, to: value };
    const bounds: WhereOptions[] = [];
    if (isGiven(span.from))
      bounds.push({ [attribute]: { [Op.gte]: dayOrMoment(span.from, false, timeZone) } });
    if (isGiven(span.to)) bounds.push({ [attribute]: { [Op.lte]: dayOrMoment(span.to, true, timeZone) } });
    if (bounds.length === 0) throw new BadQueryError('This filter is a date such as 2026-01-31.');
    return { [Op.and]: bounds };
  };

/** Searches for rows that have every word of a text in one of these attributes, or that `also` finds. */
export function searchIn(
  model: ModelStatic<Model>,
  attributes: readonly string[],
  also: (word: string) => WhereOptions[] = () => [],
) {
  return (term: string): WhereOptions => ({
    [Op.and]: term
      .split(/\s+/)
      .filter((word) => word !== '')
      .slice(0, 10)
      .map((word) => ({
        [Op.or]: [...attributes.map((name) => contains(model, name, word)), ...also(word)],
      })),
  });
}
