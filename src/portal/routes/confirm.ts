import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import type { Config } from '../../config.ts';
import { AppError, ConflictError, ThrottledError } from '../../errors.ts';
import { passkeysHere } from '../../use-cases/passkeys/pass-by-passkey.ts';
import { confirmByPassword } from '../../use-cases/people/confirm-by-password.ts';
import { waysToConfirm, type WaysToConfirm } from '../../use-cases/people/ways-to-confirm.ts';
import type { DirectoryWay } from '../../use-cases/single-sign-on/enter-by-directory.ts';
import { formBody, formOf, typed } from '../../web/form-body.ts';
import { ownerOf } from '../../web/form-owner.ts';
import { homeOf } from '../../web/home-of.ts';
import { nextPath } from '../../web/next-path.ts';
import { sendPage } from '../../web/page.ts';
import { deskOf } from '../../web/passkeys/desk.ts';
import { isProven, renewProof } from '../../web/proof.ts';
import { SESSION_ENDED } from '../../web/session-ended.ts';
import { actorOf, personOf, signedIn } from '../../web/session.ts';
import { noErrors, type FormErrors } from '../../web/views/fields.tsx';
import { withNext } from '../../web/views/with-next.ts';
import { ConfirmPage } from '../views/confirm-page.tsx';
import { ForeignForm } from '../views/foreign-form.tsx';
import { nameOf } from '../../use-cases/kept-forms/kept-forms.ts';
import { confirmPasskeyRoutes } from './confirm-passkey.ts';
import type { Waiting } from './kept-forms.ts';
import { marksOf } from './own-form.ts';
import { refusalOf } from './refused-form.ts';

/** Where people have credentials. */
export interface ConfirmParts extends Pick<Config, 'oidc'> {
  readonly directory: DirectoryWay | undefined;
}

/** What the routes are made of. */
export interface Parts extends ConfirmParts {
  readonly waiting: Waiting;
}

/** The key of the form that waits at a path; undefined: none does. */
function keptAt(path: string | undefined): string | undefined {
  return /^\/kept\/([\w-]{24})$/.exec(path ?? '')?.[1];
}

function waysOf(request: Request, { oidc, directory }: ConfirmParts): Promise<WaysToConfirm> {
  return waysToConfirm(personOf(request), { directory, hasProvider: oidc !== undefined });
}

/** Whether one of their passkeys answers to this page. */
async function hasPasskeyHere(request: Request): Promise<boolean> {
  const site = deskOf(request).siteOf(request);
  return site !== undefined && (await passkeysHere(personOf(request).id, site.rpId)).length > 0;
}

/** Shows the page. */
export async function sendConfirm(
  request: Request,
  response: Response,
  parts: Parts,
  given: { readonly next: string | undefined; readonly errors: FormErrors; readonly status?: number },
): Promise<void> {
  const { hasPassword, hasProvider } = await waysOf(request, parts);
  const key = keptAt(given.next);
  const what = key === undefined ? undefined : await parts.waiting.whatOf(personOf(request), key);
  const page = createElement(ConfirmPage, {
    person: personOf(request),
    marks: marksOf(request),
    errors: given.errors,
    next: given.next,
    isKept: key !== undefined,
    what,
    hasPassword,
    service: hasProvider ? parts.oidc?.name : undefined,
    hasPasskey: await hasPasskeyHere(request),
  });
  response.set('Cache-Control', 'no-store');
  sendPage(response, page, given.status);
}

const show = (parts: Parts): RequestHandler => {
  return async (request, response) => {
    const next = nextPath(request.query.next);
    if (isProven(request)) return response.redirect(303, next ?? homeOf(personOf(request)));
    await sendConfirm(request, response, parts, { next, errors: noErrors });
  };
};

/** Tells a dialog of the panel how its person can confirm who they are, and whether they have by now. */
const tellWays = (parts: ConfirmParts): RequestHandler => {
  return async (request, response) => {
    const person = actorOf(request);
    if (person === undefined) {
      response.json({ person: null });
      return;
    }
    const { hasPassword, hasProvider } = await waysOf(request, parts);
    const service = hasProvider ? parts.oidc?.name : undefined;
    const hasPasskey = await hasPasskeyHere(request);
    const now = { person: person.id, isProven: isProven(request) };
    response.json({ ...now, hasPassword, hasPasskey, service: service ?? null });
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

const take = (parts: Parts): RequestHandler => {
  return async (request, response, next) => {
    const person = personOf(request);
    const { password, openedAs, next: wanted } = formOf(request);
    const target = nextPath(wanted);
    try {
      await confirmByPassword(person, { password, openedAs }, parts.directory);
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
