import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import { AppError } from '../../errors.ts';
import { formOf } from '../../web/form-body.ts';
import type { FormErrors } from '../../web/views/fields.tsx';

const CHOOSE_AGAIN = 'Please choose your files again: a form that is not accepted keeps none.';

/** The key of one form: whatever of it is sent, it is done once. */
export function newKey(): string {
  return randomBytes(18).toString('base64url');
}

/**
 * What is wrong with a form, for showing it once more.
 *
 * @throws the error itself where no form can tell it, or the client prefers JSON.
 */
export function refusalOf(request: Request, error: unknown): FormErrors {
  const wantsJson = request.accepts(['html', 'json']) === 'json';
  const isTellable = error instanceof AppError && (error.status === 422 || error.status === 409);
  if (!isTellable || wantsJson) throw error;
  const fields: Record<string, string> = { ...error.fields };
  if (formOf(request).attachments !== undefined) {
    fields.attachments = [fields.attachments, CHOOSE_AGAIN].filter(Boolean).join(' ');
  }
  return { fields, message: Object.keys(error.fields).length === 0 ? error.message : undefined };
}
