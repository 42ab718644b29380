import { z } from 'zod';
import { wholeNumber } from '../use-cases/whole-number.ts';

/** A moment: written as RFC 3339 in UTC. */
export const moment = z.date();
/** The number of a record. */
export const id = z.int().min(1);
/** Counts the changes of a record; `ETag` and `If-Match` name it. */
export const version = z.int().min(0);
/** Several values. */
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
/** A number with a name. */
export const named = z.strictObject({ id, name: z.string() });

/** A number that is sent in JSON. */
export const sentId = z
  .int('This is the number of a record.')
  .min(1, 'This is the number of a record.')
  .max(2_147_483_647, 'This is the number of a record.');

/** Most rows of one page. */
export const MOST_ROWS = 100;
/** What every list can be asked for. */
export const paging = {
  limit: wholeNumber(`A page has 1 to ${MOST_ROWS} rows.`, 1, MOST_ROWS)
    .default(50)
    .meta({ description: `Rows of a page, at most ${MOST_ROWS}.` }),
  cursor: z
    .string('This is no cursor.')
    .max(2000, 'This is no cursor.')
    .optional()
    .meta({ description: 'The `next` of the page before.' }),
};

/** A page of a list. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({
    data: list(row),
    total: z.int().min(0).nullable().meta({
      description: 'How many there are in all; null on pages after the first, which are not counted again.',
    }),
    totalIsLimit: z.boolean().meta({ description: 'There are more than `total`.' }),
    next: z
      .string()
      .nullable()
      .meta({ description: 'Asks, as `cursor`, for the page after this one; null at the end.' }),
  });
}

/** What went wrong, as RFC 9457 says it. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().meta({ description: 'What happened and what to do, for people.' }),
  code: z.string().meta({ description: 'The same for programs; it does not change.' }),
  errors: z.record(z.string(), z.string()).optional().meta({ description: 'What is wrong, by field.' }),
  requestId: z.string().meta({ description: 'Under which the log of the portal has it.' }),
});
