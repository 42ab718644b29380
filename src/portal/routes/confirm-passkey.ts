import { Router, type Request, type RequestHandler } from 'express';
import { ConflictError, ThrottledError } from '../../errors.ts';
import { askOwn, confirmByPasskey } from '../../use-cases/passkeys/confirm-by-passkey.ts';
import { formBody, formOf } from '../../web/form-body.ts';
import { nextPath } from '../../web/next-path.ts';
import { deskOf } from '../../web/passkeys/desk.ts';
import { personOf } from '../../web/session.ts';
import { sendConfirm, type Parts } from './confirm-page.ts';
import { goOn, requireOwnForm } from './confirm.ts';
import { passkeyErrors } from './passkey-errors.ts';

const PATH = '/confirm/passkey';

const askingOf = (request: Request) => deskOf(request).ofSession(request, 'confirm', personOf(request).id);

const ask: RequestHandler = async (request, response) => {
  response.json(await askOwn(personOf(request), askingOf(request)));
};

const take = (parts: Parts): RequestHandler => {
  return async (request, response, next) => {
    const { answer, openedAs, next: wanted } = formOf(request);
    const target = nextPath(wanted);
    try {
      await confirmByPasskey(personOf(request), { answer, openedAs }, askingOf(request));
    } catch (error) {
      const errors = await passkeyErrors(request, error);
      if (error instanceof ThrottledError) response.set('Retry-After', String(error.retryAfter));
      if (error instanceof ConflictError) throw error;
      return sendConfirm(request, response, parts, { next: target, errors, status: errors.status });
    }
    await goOn(request, response, next, { parts, target });
  };
};

/** `/confirm/passkey`, by which a passkey stands for one's password once more. */
export function confirmPasskeyRoutes(parts: Parts): Router {
  const router = Router();
  router.get(PATH, (_request, response) => response.redirect(303, '/confirm'));
  router.post(`${PATH}/question`, formBody, requireOwnForm, ask);
  router.post(PATH, formBody, requireOwnForm, take(parts));
  return router;
}
