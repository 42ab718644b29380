import { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import { ThrottledError } from '../../../errors.ts';
import { factorsOf } from '../../../use-cases/second-factor/factors-of.ts';
import { draftIn, drawDraft, setUpFactor } from '../../../use-cases/second-factor/set-up.ts';
import { switchOffFactor } from '../../../use-cases/second-factor/switch-off.ts';
import { followVersion } from '../../../web/begin-session.ts';
import { formOf, typed } from '../../../web/form-body.ts';
import { nextPath } from '../../../web/next-path.ts';
import { sendPage } from '../../../web/page.ts';
import { provenFirst } from '../../../web/proof.ts';
import { digestOf } from '../../../web/session-store.ts';
import { personOf, signedIn } from '../../../web/session.ts';
import { noErrors, type FormErrors } from '../../../web/views/fields.tsx';
import { NewCodesPage } from '../../views/security/new-codes-page.tsx';
import { SetUpPage } from '../../views/security/set-up-page.tsx';
import { marksOf, ownForm } from '../own-form.ts';
import { refusalOf } from '../refused-form.ts';
import { SECURITY, sendSecurity, type SecuritySettings } from './page.ts';

const SET_UP = `${SECURITY}/app`;

async function sendSetUp(
  request: Request,
  response: Response,
  errors: FormErrors & { readonly status?: number } = noErrors,
): Promise<void> {
  const person = personOf(request);
  const form = request.method === 'POST' ? formOf(request) : {};
  const { app } = await factorsOf(person.id);
  const page = createElement(SetUpPage, {
    person,
    // The same picture once more, unless it is too old.
    draft: draftIn(person, typed(form, 'draft')) ?? drawDraft(person),
    isReplaced: app !== undefined,
    name: typed(form, 'name'),
    next: nextPath(request.method === 'POST' ? form.next : request.query.next),
    errors,
    marks: marksOf(request),
  });
  sendPage(response, page, errors.status ?? 200);
}

/** Notes how long somebody who tried too often has to wait. */
export function waitAfter(response: Response, error: unknown): void {
  if (error instanceof ThrottledError) response.set('Retry-After', String(error.retryAfter));
}

const setUp: RequestHandler = async (request, response) => {
  const person = personOf(request);
  const form = formOf(request);
  try {
    const codes = await setUpFactor(person, { ...form }, digestOf(request.sessionID));
    await followVersion(request);
    request.session.factor = 'totp';
    const told = 'Your app is set up: from now on you are asked for its code when you sign in.';
    const next = nextPath(form.next) ?? SECURITY;
    sendPage(response, createElement(NewCodesPage, { person, told, codes, next }));
  } catch (error) {
    const errors = await refusalOf(request, error);
    waitAfter(response, error);
    await sendSetUp(request, response, errors);
  }
};

const switchOffWith = (settings: SecuritySettings): RequestHandler => {
  return async (request, response) => {
    try {
      await switchOffFactor(personOf(request), { ...formOf(request) });
      response.redirect(303, `${SECURITY}?told=off`);
    } catch (error) {
      const errors = await refusalOf(request, error);
      waitAfter(response, error);
      await sendSecurity(request, response, settings, { part: 'app', errors });
    }
  };
};

/** Setting up an app that shows one-time codes, and switching it off. */
export function setUpRoutes(settings: SecuritySettings): Router {
  const router = Router();
  router.get(SET_UP, signedIn, provenFirst, (request, response) => sendSetUp(request, response));
  router.post(SET_UP, ownForm(settings, false), signedIn, setUp);
  router.get(`${SECURITY}/off`, (_request, response) => response.redirect(303, SECURITY));
  router.post(`${SECURITY}/off`, ownForm(settings, false), signedIn, switchOffWith(settings));
  return router;
}
