import { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import { ThrottledError } from '../errors.ts';
import type { OtherFactor } from './views/second-step-page.tsx';
import { NobodyAwaitedError, type Passed, type SecondPlace } from '../use-cases/second-factor/awaited.ts';
import { factorsOf } from '../use-cases/second-factor/factors-of.ts';
import { giveSecondFactor, type TypedWay } from '../use-cases/second-factor/give-second-factor.ts';
import { passkeysHere } from '../use-cases/passkeys/pass-by-passkey.ts';
import { FEW_CODES } from '../use-cases/second-factor/recovery-codes.ts';
import { storedIdToken } from '../use-cases/single-sign-on/id-token.ts';
import type { DeviceCookie } from './device-cookie.ts';
import { SECOND_STEP } from './finish-sign-in.ts';
import { formBody, formOf } from './form-body.ts';
import { homeOf } from './home-of.ts';
import { sendPage } from './page.ts';
import { deskOf } from './passkeys/desk.ts';
import { digestOf } from './session-store.ts';
import { startSession } from './begin-session.ts';
import { actorOf, type Awaiting } from './session.ts';
import { isTellable } from './tellable.ts';
import type { TrustCookie } from './trust-cookie.ts';
import { noErrors, type FormErrors } from './views/fields.tsx';
import { PasskeyForm } from './views/passkey-form.tsx';
import { SecondStepPage } from './views/second-step-page.tsx';
import { withNext } from './views/with-next.ts';

/** What remembers browsers. */
export interface SecondStepParts {
  readonly devices: DeviceCookie;
  readonly trust: TrustCookie;
}

/** Where a passkey is given beside a password. */
export const PASSKEY_STEP = `${SECOND_STEP}/passkey`;
/** Where whoever is not awaited any more begins again. */
const AGAIN = '/login?late=1';

/** Whoever gives a second factor next in this browser. */
export function awaitedIn(request: Request): Awaiting | undefined {
  return actorOf(request) === undefined ? request.session.awaiting : undefined;
}

/** Where a second factor is given, and for how long the browser is to be remembered. */
function placeOf(request: Request, { devices, trust }: SecondStepParts): SecondPlace {
  return {
    address: request.ip ?? '',
    agent: request.get('User-Agent') ?? '',
    device: devices.read(request),
    days: formOf(request).remember === undefined ? 0 : trust.days,
  };
}

/**
 * Begins the session of somebody who gave a second factor.
 *
 * @returns where the browser goes on.
 */
async function passSecondStep(
  request: Request,
  response: Response,
  { signedIn, factor, trust: token }: Passed,
  { devices, trust }: SecondStepParts,
): Promise<string> {
  const { provider, awaiting } = request.session;
  const idToken = provider === undefined ? undefined : await storedIdToken(digestOf(request.sessionID));
  const known = provider === undefined || idToken === undefined ? provider : { ...provider, idToken };
  // A code beside what was given at a provider long ago proves no more than that did; a passkey is both factors at once.
  const provenAt = factor === 'passkey' ? undefined : awaiting?.provenAt;
  await startSession(request, signedIn, { provider: known, factor, provenAt });
  devices.remember(request, response, signedIn.actor.id);
  if (token !== undefined) trust.add(request, response, token);
  const target = awaiting?.next ?? homeOf(signedIn.actor);
  // Whoever has hardly any recovery codes left hears of it while they can still draw new ones.
  const { recoveryCodes } = await factorsOf(signedIn.actor.id);
  return recoveryCodes > FEW_CODES ? target : withNext('/profile/security?told=few', target);
}

/** What stands beside codes, where it can be given on this page. */
async function otherFactors(request: Request, userId: number): Promise<OtherFactor[]> {
  const site = deskOf(request).siteOf(request);
  if (site === undefined || (await passkeysHere(userId, site.rpId)).length === 0) return [];
  const form = {
    action: PASSKEY_STEP,
    kind: 'proof',
    label: 'Use a passkey',
    isPrimary: true,
    isWide: true,
  } as const;
  return [{ name: 'Passkey', form: createElement(PasskeyForm, form) }];
}

function wayIn(value: unknown, hasApp: boolean): TypedWay {
  return value === 'recovery' || !hasApp ? 'recovery' : 'app';
}

/** Shows the second step to whoever is awaited. */
async function sendSecondStep(
  request: Request,
  response: Response,
  parts: SecondStepParts,
  errors: FormErrors & { readonly status?: number } = noErrors,
): Promise<void> {
  const { userId } = request.session.awaiting as Awaiting;
  const { app, recoveryCodes } = await factorsOf(userId);
  const hasApp = app !== undefined;
  const asked = request.method === 'POST' ? formOf(request).way : request.query.way;
  const others = await otherFactors(request, userId);
  const page = {
    way: wayIn(asked, hasApp),
    hasApp,
    recoveryCodes,
    others,
    days: parts.trust.days,
    isRemembered: request.method === 'POST' && formOf(request).remember !== undefined,
    errors,
  };
  sendPage(response, createElement(SecondStepPage, page), errors.status);
}

const showWith = (parts: SecondStepParts): RequestHandler => {
  return async (request, response) => {
    const person = actorOf(request);
    if (person !== undefined) return response.redirect(303, homeOf(person));
    if (awaitedIn(request) === undefined) return response.redirect(303, '/login');
    await sendSecondStep(request, response, parts);
  };
};

/** Shows the second step once more, with what was wrong. */
async function refuseSecondStep(
  request: Request,
  response: Response,
  error: unknown,
  parts: SecondStepParts,
): Promise<void> {
  if (error instanceof NobodyAwaitedError) return response.redirect(303, AGAIN);
  if (!isTellable(error) || request.accepts(['html', 'json']) === 'json') throw error;
  if (error instanceof ThrottledError) response.set('Retry-After', String(error.retryAfter));
  const { fields, status } = error;
  const message = fields.code === undefined ? error.message : undefined;
  await sendSecondStep(request, response, parts, { fields, message, status });
}

/** Looks at what somebody gives who is awaited; it signs them in, or is refused. */
type Give = (awaiting: Awaiting, request: Request, place: SecondPlace) => Promise<Passed>;

/** Takes a second factor, and goes on to where its person wanted; the page once more where it counts for nothing. */
export function takeSecondStep(parts: SecondStepParts, give: Give): RequestHandler {
  return async (request, response) => {
    const person = actorOf(request);
    // Sent twice: the first has signed them in.
    if (person !== undefined) return response.redirect(303, homeOf(person));
    const awaiting = awaitedIn(request);
    if (awaiting === undefined) return response.redirect(303, AGAIN);
    try {
      const passed = await give(awaiting, request, placeOf(request, parts));
      response.redirect(303, await passSecondStep(request, response, passed, parts));
    } catch (error) {
      await refuseSecondStep(request, response, error, parts);
    }
  };
}

/** `/login/second`, where somebody whose password was right gives a second factor. */
export function secondStepRoutes(parts: SecondStepParts): Router {
  const router = Router();
  router.get(SECOND_STEP, showWith(parts));
  const take: Give = (awaiting, request, place) => giveSecondFactor(awaiting, formOf(request), place);
  router.post(SECOND_STEP, formBody, takeSecondStep(parts, take));
  return router;
}
