import { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import type { Config } from '../../config.ts';
import { AppError, ThrottledError } from '../../errors.ts';
import type { OidcProvider } from '../../sign-on/oidc-provider.ts';
import { refusalOf } from '../../use-cases/single-sign-on/refusal-of.ts';
import { SingleSignOnRefusedError } from '../../use-cases/single-sign-on/refusals.ts';
import { signInByProvider } from '../../use-cases/single-sign-on/sign-in-by-provider.ts';
import type { DeviceCookie } from '../device-cookie.ts';
import { finishSignIn } from '../finish-sign-in.ts';
import { homeOf } from '../home-of.ts';
import { nextPath } from '../next-path.ts';
import { sendPage } from '../page.ts';
import { actorOf, signedIn } from '../session.ts';
import { sitePath } from '../site-address.ts';
import type { TrustCookie } from '../trust-cookie.ts';
import { SsoRefusedPage } from '../views/sso-refused-page.tsx';
import { beginConfirming, finishConfirming } from './confirm.ts';
import type { Questions } from './questions.ts';
import { CALLBACK } from './provider-of.ts';

/** What the routes are made of. */
export interface SingleSignOnParts {
  readonly provider: OidcProvider;
  readonly settings: NonNullable<Config['oidc']>;
  readonly questions: Questions;
  readonly devices: DeviceCookie;
  readonly trust: TrustCookie;
  readonly othersVouch: boolean;
}

/** What only looks asks for nothing that happens once. */
const onlyGet: RequestHandler = (request, response, next) => {
  if (request.method === 'GET') return next();
  response.set('Allow', 'GET');
  throw new AppError('method_not_allowed', 405, 'This page can only be opened.');
};

function refuse(response: Response, error: unknown, name: string, next: string | undefined): void {
  const refusal = refusalOf(error);
  if (refusal instanceof ThrottledError) response.set('Retry-After', String(refusal.retryAfter));
  if (refusal instanceof SingleSignOnRefusedError || refusal instanceof ThrottledError) {
    const { message, status } = refusal;
    const heading = refusal instanceof ThrottledError ? 'Too many attempts' : refusal.heading;
    sendPage(response, createElement(SsoRefusedPage, { heading, message, name, next }), status);
    return;
  }
  throw refusal;
}

const beginWith = ({ provider, settings, questions }: SingleSignOnParts): RequestHandler => {
  return async (request, response) => {
    const next = nextPath(request.query.next);
    const person = actorOf(request);
    const asksAgain = request.query.again === '1';
    if (person !== undefined && !asksAgain) return response.redirect(303, next ?? homeOf(person));
    try {
      const question = questions.ask(request, response, next);
      response.redirect(303, await provider.signInAddress(question, asksAgain));
    } catch (error) {
      refuse(response, error, settings.name, next);
    }
  };
};

/** The query as it was sent, which the answer is read from. */
function queryOf(request: Request, response: Response): string {
  const path = sitePath(request, response);
  const at = path.indexOf('?');
  return at === -1 ? '' : path.slice(at);
}

const comeBackWith = (parts: SingleSignOnParts): RequestHandler => {
  const { provider, settings, questions, devices, trust, othersVouch } = parts;
  return async (request, response) => {
    const question = questions.take(request, response, request.query.state);
    const person = actorOf(request);
    // Somebody went back in their browser: the answer was taken, and they are where it led.
    if (question === undefined && person !== undefined) return response.redirect(303, homeOf(person));
    const query = queryOf(request, response);
    if (question?.confirms !== undefined) return finishConfirming(request, response, question, query, parts);
    const browser = { address: request.ip ?? '', device: devices.read(request), trust: trust.read(request) };
    try {
      const came = { query, question, ...browser, othersVouch };
      const letIn = await signInByProvider(came, provider, settings);
      const { identityId, providerSession, idToken, ...entered } = letIn;
      const known = { identityId, providerSession, idToken };
      const next = nextPath(question?.next);
      const arrived = { ...entered, through: 'oidc' as const, provider: known, next, devices };
      response.redirect(303, await finishSignIn(request, response, arrived));
    } catch (error) {
      refuse(response, error, settings.name, question?.next);
    }
  };
};

/** `/login/sso` and `/confirm/sso`, which lead to the provider, and the address that it sends people back to. */
export function singleSignOnRoutes(parts: SingleSignOnParts): Router {
  const router = Router();
  router.use(['/login/sso', '/confirm/sso', CALLBACK], onlyGet);
  router.get('/login/sso', beginWith(parts));
  router.get('/confirm/sso', signedIn, beginConfirming(parts));
  router.get(CALLBACK, comeBackWith(parts));
  return router;
}
