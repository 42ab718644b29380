import { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import { AppError, ThrottledError } from '../errors.ts';
import type { Config } from '../config.ts';
import type { OidcProvider } from '../sign-on/oidc-provider.ts';
import { signIn } from '../use-cases/people/sign-in.ts';
import type { DirectoryWay } from '../use-cases/single-sign-on/enter-by-directory.ts';
import { signOutAddress } from '../use-cases/single-sign-on/sign-out-address.ts';
import type { DeviceCookie } from './device-cookie.ts';
import { finishSignIn, SECOND_STEP } from './finish-sign-in.ts';
import { signOut } from '../use-cases/people/sign-out.ts';
import { formBody, formOf, typed } from './form-body.ts';
import { homeOf } from './home-of.ts';
import { nextPath } from './next-path.ts';
import { sendPage } from './page.ts';
import { deskOf } from './passkeys/desk.ts';
import { digestOf } from './session-store.ts';
import { actorOf, endSession } from './session.ts';
import type { TrustCookie } from './trust-cookie.ts';
import { isTellable } from './tellable.ts';
import { noErrors, type FormErrors } from './views/fields.tsx';
import { SignedOutPage } from './views/signed-out-page.tsx';
import { SignInPage, type Elsewhere } from './views/sign-in-page.tsx';

/** Who remembers browsers, and where people sign in instead. */
export interface SignInParts extends Pick<Config, 'oidc' | 'ssoOnly'> {
  readonly devices: DeviceCookie;
  readonly trust: TrustCookie;
  readonly provider: OidcProvider | undefined;
  readonly directory: DirectoryWay | undefined;
}

/** The form is for those of a directory, too. */
function elsewhereOf({ oidc, ssoOnly, directory }: SignInParts): Elsewhere | undefined {
  return oidc === undefined ? undefined : { name: oidc.name, only: ssoOnly && directory === undefined };
}

/** The use case calls the field by its meaning, the form by the name browsers fill in. */
function formErrors({ fields, message }: AppError): FormErrors {
  const { login, ...others } = fields;
  if (Object.keys(fields).length === 0) return { message, fields };
  return { fields: login === undefined ? others : { username: login, ...others } };
}

/** Said to whoever gave no second factor for too long. */
const LATE: FormErrors = {
  message: 'Your sign-in took too long, or your account changed meanwhile. Sign in again.',
  fields: {},
};

const showForm = (parts: SignInParts): RequestHandler => {
  const elsewhere = elsewhereOf(parts);
  return (request, response) => {
    const person = actorOf(request);
    const next = nextPath(request.query.next);
    if (person !== undefined) return response.redirect(303, next ?? homeOf(person));
    const hasNewPassword = request.query.password === 'set';
    const errors = request.query.late === '1' ? LATE : noErrors;
    const hasPasskeys = deskOf(request).siteOf(request) !== undefined;
    const page = { username: '', next, hasNewPassword, errors, elsewhere, hasPasskeys };
    sendPage(response, createElement(SignInPage, page));
  };
};

/** Shows the form once more, with what was wrong. */
export function refuseSignIn(
  request: Request,
  response: Response,
  error: AppError,
  parts: SignInParts,
): void {
  if (request.accepts(['html', 'json']) === 'json') throw error;
  if (error instanceof ThrottledError) response.set('Retry-After', String(error.retryAfter));
  const form = formOf(request);
  const page = {
    username: typed(form, 'username'),
    next: nextPath(form.next),
    errors: formErrors(error),
    elsewhere: elsewhereOf(parts),
    hasPasskeys: deskOf(request).siteOf(request) !== undefined,
  };
  sendPage(response, createElement(SignInPage, page), error.status);
}

/** A dialog over a page stays where it is: it hears what is missing, and where that is given. */
class SecondStepDueError extends AppError {
  constructor() {
    super('second_factor_due', 401, 'Your password is right. Now give your second factor in a new tab.');
  }
}

async function submit(request: Request, response: Response, parts: SignInParts): Promise<void> {
  const { devices, trust, directory } = parts;
  const { username, password, next, openedAs } = formOf(request);
  // Checked by the use case: a form can hold anything.
  const typedIn = { login: username as string, password: password as string };
  const from = { address: request.ip ?? '', device: devices.read(request), trust: trust.read(request) };
  const entered = await signIn({ ...typedIn, ...from, openedAs }, directory);
  const { identityId, step, through, keptGroups, ...signedIn } = entered;
  const provider = identityId === undefined ? undefined : { identityId, providerSession: null };
  const isDialog = request.accepts(['html', 'json']) === 'json';
  const page = isDialog && step.isDue ? '/login/again' : nextPath(next);
  const arrived = { signedIn, step, through, keptGroups, provider, next: page, devices };
  const target = await finishSignIn(request, response, arrived);
  if (isDialog && target === SECOND_STEP) throw new SecondStepDueError();
  response.redirect(303, target);
}

function submitWith(parts: SignInParts): RequestHandler {
  return async (request, response) => {
    try {
      await submit(request, response, parts);
    } catch (error) {
      if (!isTellable(error)) throw error;
      refuseSignIn(request, response, error, parts);
    }
  };
}

/** Ends the session of this browser; returns where somebody is signed in who came from a provider. */
async function end(
  request: Request,
  response: Response,
  provider?: OidcProvider,
): Promise<string | undefined> {
  const person = actorOf(request);
  if (person === undefined) return undefined;
  // Asked while there is still a session that says it.
  const address =
    provider === undefined || request.session.provider === undefined
      ? undefined
      : await signOutAddress(digestOf(request.sessionID), provider);
  await signOut(person);
  await endSession(request, response);
  return address;
}

const leaveWith = ({ provider, oidc }: SignInParts): RequestHandler => {
  return async (request, response) => {
    const next = nextPath(request.query.next);
    const address = await end(request, response, provider);
    // Whoever leaves to go on as somebody else comes back at once, and says so at the provider.
    if (address !== undefined && oidc !== undefined && next === undefined)
      return sendPage(response, createElement(SignedOutPage, { name: oidc.name, address }));
    response.redirect(303, next === undefined ? '/login' : `/login?next=${encodeURIComponent(next)}`);
  };
};

/** `/login` and `/logout`. */
export function signInRoutes(parts: SignInParts): Router {
  const router = Router();
  router.get('/login', showForm(parts));
  router.post('/login', formBody, submitWith(parts));
  router.post('/logout', leaveWith(parts));
  return router;
}
