import type { Request } from 'express';
import { PasskeyRefusedError } from '../../use-cases/passkeys/refusals.ts';
import type { FormErrors } from '../../web/views/fields.tsx';
import { refusalOf } from './refused-form.ts';

/**
 * What is wrong with a form that a passkey answers by: of what it says there is no field to tell it at.
 *
 * @throws the error itself where no form can tell it, or the client prefers JSON.
 */
export async function passkeyErrors(
  request: Request,
  error: unknown,
): Promise<FormErrors & { readonly status: number }> {
  const isPage = request.accepts(['html', 'json']) === 'html';
  if (error instanceof PasskeyRefusedError && isPage)
    return { fields: {}, message: error.message, status: error.status };
  const errors = await refusalOf(request, error);
  const { answer, ...fields } = errors.fields;
  return answer === undefined ? errors : { ...errors, fields, message: answer };
}
