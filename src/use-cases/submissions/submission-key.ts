import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ReceivedFile } from '../attachments/received-file.ts';

const NOT_COMPLETE = 'This form is not complete. Please load it again.';

/** Drawn with a form: the same form sent again does nothing more. */
export const submissionKey = z
  .string(NOT_COMPLETE)
  .regex(/^[\w-]{16,64}$/, NOT_COMPLETE)
  .optional();

/** What every form that adds something carries. */
export const sentForm = z.object({ submissionKey });

/** What a form holds beside its key. */
interface Submission {
  readonly submissionKey?: string | undefined;
  readonly attachments?: readonly ReceivedFile[];
}

/**
 * The same with a key of the form and of what is in it: who goes back and changes the text means something else, and
 * who sends the same once more does not.
 */
export function keyed<Values extends Submission>({ submissionKey: key, ...values }: Values): Values {
  if (key === undefined) return values as Values;
  const content = {
    ...values,
    attachments: (values.attachments ?? []).map(({ namedId, sha256 }) => namedId ?? sha256),
  };
  const hash = createHash('sha256').update(JSON.stringify([key, content]));
  return { ...values, submissionKey: hash.digest('base64url') } as Values;
}
