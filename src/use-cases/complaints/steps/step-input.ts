import { z } from 'zod';
import { NotFoundError } from '../../../errors.ts';
import { REMARK_LENGTH } from '../../../models/remark.ts';
import { hasControls, saysSomething, tidy } from '../../../models/text.ts';
import { parseInput } from '../../parse-input.ts';
import { rowIdOr, wholeNumber } from '../../whole-number.ts';

/** The id of a row. */
export const rowId = rowIdOr('Choose one of the list.');

/** The number of a complaint as people type it, with or without its sign. */
export const complaintNumber = z.preprocess(
  (value) => (typeof value === 'string' ? value.trim().replace(/^#/, '') : value),
  rowIdOr('Enter the number of a complaint, such as 52.'),
);

/** The version that a form was opened with; a form without it is not checked, and -1 is older than all. */
export const version = z.preprocess(
  (value) => (value === '' || value === null ? undefined : value),
  wholeNumber('The version is a number.', -1).optional(),
);

/** Text as it will be stored, whose length is counted so; forms send line breaks as two characters. */
export function text(label: string, most: number) {
  return z
    .string(`${label} must be text.`)
    .transform((value) => tidy(value.replaceAll(/\r\n?/g, '\n')))
    .refine(
      (value) => value.length <= most,
      `${label} has more than ${most.toLocaleString('en')} characters.`,
    )
    .refine((value) => !hasControls(value), `${label} has a character that cannot be stored.`);
}

/** Text that must be there; `missing` says so. */
export function requiredText(label: string, missing: string, most: number) {
  return z.preprocess(
    (value) => value ?? '',
    // Characters without a mark of their own say nothing.
    text(label, most).refine(saysSomething, missing),
  );
}

/** What a person must say with a step; `label` begins the messages. */
export function words(label: string) {
  return requiredText(label, `${label} is required.`, REMARK_LENGTH);
}

/** What every step takes: which complaint, and as of which version. */
export const stepInput = z.object({ id: rowId, version });

/** What a step takes that only adds something: how old a form is does not matter, unless whoever sends it says so. */
export const addingInput = z.object({ id: rowId, asOf: version });

const named = stepInput.pick({ id: true });

/**
 * The input of a step.
 *
 * @throws NotFoundError for what cannot be the id of a complaint; InvalidInputError at the other fields.
 */
export function parseStep<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  if (!named.safeParse(input).success) throw new NotFoundError();
  return parseInput(schema, input);
}
