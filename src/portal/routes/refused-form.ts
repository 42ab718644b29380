import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import { ProofNeededError } from '../../errors.ts';
import { refusalFor } from '../../web/errors.ts';
import type { FormErrors } from '../../web/views/fields.tsx';
import { settle } from './own-form.ts';

/** The key of one form: whatever of it is sent, it is done once. */
export function newKey(): string {
  return randomBytes(18).toString('base64url');
}

/** What a form can tell: the person mends it or tries again, and has lost nothing. */
const TELLABLE: ReadonlySet<number> = new Set([200, 409, 422, 429, 500, 503]);

/**
 * What is wrong with a form, for showing it once more with all that came in it.
 *
 * @throws the error itself where no form can tell it, or the client prefers JSON.
 */
export async function refusalOf(
  request: Request,
  reason: unknown,
): Promise<FormErrors & { readonly status: number }> {
  const wantsJson = request.accepts(['html', 'json']) === 'json';
  const error = refusalFor(reason);
  // It is kept until they have confirmed who they are.
  if (error instanceof ProofNeededError) throw error;
  if (!TELLABLE.has(error.status) || wantsJson) {
    // Who only looks at a form that was kept sends nothing, and must find it again.
    if (request.isRestored !== true) await settle(request);
    throw reason;
  }
  if (error.status >= 500) request.log.error({ err: reason }, 'a form could not be taken');
  const { fields, status } = error;
  return { fields, message: Object.keys(fields).length === 0 ? error.message : undefined, status };
}
