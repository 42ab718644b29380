import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import { AppError, ConflictError, ThrottledError } from '../../errors.ts';
import { confirmByPassword } from '../../use-cases/people/confirm-by-password.ts';
import { confirmOtherHalf } from '../../use-cases/second-factor/confirm-other-half.ts';
import { formBody, formOf, typed } from '../../web/form-body.ts';
import { ownerOf } from '../../web/form-owner.ts';
import { homeOf } from '../../web/home-of.ts';
import { nextPath } from '../../web/next-path.ts';
import { sendPage } from '../../web/page.ts';
import { isHalfProven, isProven, renewProof } from '../../web/proof.ts';
import { SESSION_ENDED } from '../../web/session-ended.ts';
import { actorOf, personOf, signedIn } from '../../web/session.ts';
import { noErrors } from '../../web/views/fields.tsx';
import { withNext } from '../../web/views/with-next.ts';
import { ForeignForm } from '../views/foreign-form.tsx';
import { nameOf } from '../../use-cases/kept-forms/kept-forms.ts';
import { keptAt, sendConfirm, tellWays, type ConfirmParts, type Parts } from './confirm-page.ts';
import { confirmPasskeyRoutes } from './confirm-passkey.ts';
import type { Waiting } from './kept-forms.ts';
import { refusalOf } from './refused-form.ts';

const show = (parts: Parts): RequestHandler => {
  return async (request, response) => {
    const next = nextPath(request.query.next);
    if (isProven(request)) return response.redirect(303, next ?? homeOf(personOf(request)));
    await sendConfirm(request, response, parts, { next, errors: noErrors });
  };
};

/** Of nobody, or of somebody else than the page is of, no password is looked at. */
export const requireOwnForm: RequestHandler = async (request, response, next) => {
  const form = formOf(request);
  const person = actorOf(request);
  if (person === undefined) {
    if (request.accepts(['html', 'json']) === 'json') throw new AppError('session_ended', 401, SESSION_ENDED);
    const target = nextPath(form.next);
    return response.redirect(303, withNext('/login', target));
  }
  const owner = ownerOf(request, form);
  if (owner === undefined || owner.id === person.id) return next();
  const kept = keptAt(typed(form, 'next'));
  const page = { person, owner: await nameOf(owner.id), kept };
  sendPage(response, createElement(ForeignForm, page), 409);
};

/** Notes that they gave their credentials, and leads on to what they came from. */
export async function goOn(
  request: Request,
  response: Response,
  next: NextFunction,
  { parts, target }: { readonly parts: Parts; readonly target: string | undefined },
): Promise<void> {
  await renewProof(request);
  if (request.accepts(['html', 'json']) === 'json') return void response.status(204).end();
  const key = keptAt(target);
  if (key !== undefined) return parts.waiting.goOn(request, response, next, key);
  response.redirect(303, target ?? homeOf(personOf(request)));
}

/** By what was typed: all of it, or what is left where a provider has said already that it is they. */
async function confirmTyped(request: Request, { directory }: Parts): Promise<void> {
  const { password, code, openedAs } = formOf(request);
  if (password === undefined && isHalfProven(request))
    return confirmOtherHalf(personOf(request), { code, openedAs });
  await confirmByPassword(personOf(request), { password, code, openedAs }, directory);
}

const take = (parts: Parts): RequestHandler => {
  return async (request, response, next) => {
    const target = nextPath(formOf(request).next);
    try {
      await confirmTyped(request, parts);
    } catch (error) {
      const errors = await refusalOf(request, error);
      if (error instanceof ThrottledError) response.set('Retry-After', String(error.retryAfter));
      if (error instanceof ConflictError) throw error;
      return sendConfirm(request, response, parts, { next: target, errors, status: errors.status });
    }
    await goOn(request, response, next, { parts, target });
  };
};

/** `/confirm`, where people give their credentials once more before what only they may do. */
export function confirm(ways: ConfirmParts, waiting: Waiting): Router {
  const parts = { ...ways, waiting };
  const router = Router();
  router.get('/confirm/ways', tellWays(parts));
  router.get('/confirm', signedIn, show(parts));
  router.post('/confirm', formBody, requireOwnForm, take(parts));
  router.use(confirmPasskeyRoutes(parts));
  return router;
}
