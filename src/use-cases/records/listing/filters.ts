import { literal, Op, type Model, type ModelStatic, type WhereOptions } from 'sequelize';
import { z } from 'zod';
import { rowIdOr } from '../../whole-number.ts';
import { contains, likePatterns } from '../contains.ts';
import { momentAt, startOfDay } from '../days.ts';

/** Most values of one filter. */
const MOST_VALUES = 100;
/** Longest text that is looked for. */
const MOST_LETTERS = 1000;

/** One filter of a list: which values it takes, and which rows it leaves. */
export interface Filter {
  /** What faces that know texts alone make of theirs. */
  readonly kind: 'text' | 'flag' | 'span' | 'several';
  readonly schema: z.ZodType;
  /** Days are those of the time zone; `value` is one that the schema gave back. */
  readonly where: (value: unknown, timeZone: string) => WhereOptions;
}

/** A filter of values that a schema describes. */
export function filter<Value>(
  schema: z.ZodType<Value>,
  where: (value: Value, timeZone: string) => WhereOptions,
  kind: Filter['kind'] = 'text',
): Filter {
  return { kind, schema, where: (value, timeZone) => where(value as Value, timeZone) };
}

/** A filter of one value or several, of which any may hold. */
export function anyOf<Value>(schema: z.ZodType<Value>, where: (value: Value) => WhereOptions): Filter {
  const several = z.array(schema).min(1).max(MOST_VALUES, `Choose at most ${MOST_VALUES}.`);
  // What is wrong with one of them is wrong with the filter.
  const given = z.unknown().transform((value, context): Value[] => {
    const { data, error } = several.safeParse(Array.isArray(value) ? value : [value]);
    if (error === undefined) return data;
    context.addIssue({ code: 'custom', message: error.issues[0]?.message ?? '' });
    return z.NEVER;
  });
  return filter(given, (values) => ({ [Op.or]: values.map(where) }), 'several');
}

/** Any text that is looked for. */
export const someText = z.string('This filter is a text.').max(MOST_LETTERS, 'This is too long to look for.');
/** The id of a row. */
export const someId = rowIdOr('This filter is the id of a record.');

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
export const textFilter = (model: ModelStatic<Model>, attribute: string): Filter =>
  filter(someText, (text) => contains(model, attribute, text));

/** Rows whose `attribute` is this word. No stored text has a NUL, which to the server's collations is nothing at all. */
export const isWord = (attribute: string, word: string): WhereOptions => ({
  [attribute]: word.includes('\0') ? { [Op.in]: [] } : word,
});

/** Filters by some words of which nobody has a list. */
export const wordFilter = (attribute: string): Filter => anyOf(someText, (word) => isWord(attribute, word));

/** Filters by some of few values. */
export const choiceFilter = (attribute: string, choices: readonly string[]): Filter =>
  anyOf(z.enum([...choices], `This filter is one of ${choices.join(', ')}.`), (choice) => ({
    [attribute]: choice,
  }));

/** Filters by yes or no. */
export const flagFilter = (attribute: string): Filter =>
  filter(z.boolean('This filter is true or false.'), (flag) => ({ [attribute]: flag }), 'flag');

/** Filters by the records referred to. */
export const referenceFilter = (attribute: string): Filter => anyOf(someId, (id) => ({ [attribute]: id }));

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NO_DATE = 'This filter is a date such as 2026-01-31.';

/** A day that there is: with the 30th of February, `Date` means another. */
export function isDay(text: string): boolean {
  const time = DAY.test(text) ? new Date(text) : new Date(Number.NaN);
  return (
    !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text) && time.getUTCFullYear() >= 1000
  );
}

const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i;

const isDayOrMoment = (text: string): boolean =>
  isDay(text.slice(0, 10)) &&
  (DAY.test(text) || MOMENT.test(text)) &&
  !Number.isNaN(new Date(text).getTime());

/** A day or a moment, as ISO 8601 writes them. */
export const dayOrMoment = z.string(NO_DATE).trim().refine(isDayOrMoment, NO_DATE);

/** A span of time by its first and last day or moment, of which one may be missing; a single one is both. */
export const span = z
  .union(
    [
      dayOrMoment.transform((day) => ({ from: day, to: day })),
      z.strictObject({ from: dayOrMoment.optional(), to: dayOrMoment.optional() }, NO_DATE),
    ],
    NO_DATE,
  )
  .refine(({ from, to }) => from !== undefined || to !== undefined, NO_DATE);

/** A moment; one that does not say how far its clock is from UTC is of a clock in the time zone, as days are. */
function momentOf(text: string, timeZone: string): Date {
  return /(Z|[+-]\d\d:?\d\d)$/i.test(text) ? new Date(text) : momentAt(new Date(`${text}Z`), timeZone);
}

/** The first moment of a day in the time zone, or the moment itself. */
export function beginOf(text: string, timeZone: string): Date {
  return DAY.test(text) ? startOfDay(new Date(text), 0, timeZone) : momentOf(text, timeZone);
}

/** The last millisecond of a day in the time zone, or the moment itself. */
export function endOf(text: string, timeZone: string): Date {
  return DAY.test(text)
    ? new Date(startOfDay(new Date(text), 1, timeZone).getTime() - 1)
    : momentOf(text, timeZone);
}

/** Rows whose moment lies in a span. */
export function within(
  attribute: string,
  { from, to }: z.output<typeof span>,
  timeZone: string,
): WhereOptions[] {
  return [
    ...(from === undefined ? [] : [{ [attribute]: { [Op.gte]: beginOf(from, timeZone) } }]),
    ...(to === undefined ? [] : [{ [attribute]: { [Op.lte]: endOf(to, timeZone) } }]),
  ];
}

/** Filters by a span of time. */
export const dateFilter = (attribute: string): Filter =>
  filter(span, (value, timeZone) => ({ [Op.and]: within(attribute, value, timeZone) }), 'span');

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
