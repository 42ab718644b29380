import { z } from 'zod';
import { requiredText, text } from '../complaints/steps/step-input.ts';
import { rowIdOr } from '../whole-number.ts';

/** As long as the model lets it be: its user is called so as well. */
const name = requiredText('The name', 'The name is required.', 100);
const flag = z.boolean('This is yes or no.');

/** What is changed of an API client. */
export const apiClientChanges = z.strictObject({
  name: name.optional(),
  purpose: text('What it is for', 500).optional(),
  groupIds: z
    .array(rowIdOr('Choose one of the list.'), 'The groups are a list of numbers.')
    .max(100, 'Choose at most 100 groups.')
    .optional(),
  /** Whether complaints can be assigned to it, where its groups let it work on some. */
  takesWork: flag.optional(),
  isActive: flag.optional(),
});

/** What a new one needs. */
export const newApiClient = apiClientChanges.extend({ name });
