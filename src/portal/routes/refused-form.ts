import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import { refusalFor } from '../../web/errors.ts';
import { formOf } from '../../web/form-body.ts';
import type { FormErrors } from '../../web/views/fields.tsx';

const CHOOSE_AGAIN = 'Please choose your files again: a form that is not accepted keeps none.';

/** The key of one form: whatever of it is sent, it is done once. */
export function newKey(): string {
  return randomBytes(18).toString('base64url');
}

/** What a form can tell: the person mends it or tries again, and has lost nothing. */
const TELLABLE: ReadonlySet<number> = new Set([409, 422, 429, 500, 503]);

/**
 * What is wrong with a form, for showing it once more.
 *
 * @throws the error itself where no form can tell it, or the client prefers JSON.
 */
export function refusalOf(request: Request, reason: unknown): FormErrors & { readonly status: number } {
  const wantsJson = request.accepts(['html', 'json']) === 'json';
  const error = refusalFor(reason);
  if (!TELLABLE.has(error.status) || wantsJson) throw reason;
  if (error.status >= 500) request.log.error({ err: reason }, 'a form could not be taken');
  const fields: Record<string, string> = { ...error.fields };
  if (formOf(request).attachments !== undefined) {
    fields.attachments = [fields.attachments, CHOOSE_AGAIN].filter(Boolean).join(' ');
  }
  const message = Object.keys(error.fields).length === 0 ? error.message : undefined;
  return { fields, message, status: error.status };
}
