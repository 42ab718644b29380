import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Config } from '../../config.ts';
import { ForbiddenError } from '../../errors.ts';
import { challengesOf, type Purpose } from '../../sign-on/passkeys/challenges.ts';
import { passkeySiteOf, type PasskeySite } from '../../sign-on/passkeys/passkey-site.ts';
import type { Asking } from '../../sign-on/passkeys/questions.ts';
import { cookieIn } from '../cookie-in.ts';
import { attributesFor, sessionCookie } from '../session-cookie.ts';
import { digestOf } from '../session-store.ts';

/** Ends the name of the cookie by which a browser is known to have asked; it begins as the session's does. */
const SUFFIX = '-passkey';
/** The name under which the application keeps it. */
const KEY = 'passkeys';
const WRITTEN = /^[\w-]{22}$/;

/** Says what a passkey is asked by whom. */
export interface PasskeyDesk {
  /** Undefined: browsers let no passkeys in on this page. */
  siteOf(request: Request): PasskeySite | undefined;
  /** Asks whoever sits at this browser, and lets it know its own answer. */
  ask(request: Request, response: Response): Asking;
  /** What this browser was asked; what it answers is another thing where it was asked nothing. */
  asked(request: Request): Asking;
  /** What somebody is asked in this session. */
  ofSession(request: Request, purpose: Purpose, userId: number): Asking;
}

function valueOf(request: Request, name: string): string | undefined {
  const value = cookieIn(request, name);
  return WRITTEN.test(value) ? value : undefined;
}

/** @param secret signs what is asked; the processes of one installation share it. */
export function passkeyDesk(config: Pick<Config, 'baseUrl'>, secret: string): PasskeyDesk {
  const { name: ofSession, attributes } = sessionCookie(config, secret);
  const name = ofSession + SUFFIX;
  const challenges = challengesOf(secret);
  const siteOf = (request: Request): PasskeySite | undefined =>
    passkeySiteOf(config.baseUrl, { protocol: request.protocol, host: request.host });
  const asking = (request: Request, purpose: Purpose, by: string): Asking => {
    const site = siteOf(request);
    if (site === undefined)
      throw new ForbiddenError('Passkeys work by https alone, or on this machine itself.');
    return { site, challenges, asked: { purpose, by } };
  };
  return {
    siteOf,
    ask(request, response) {
      const browser = valueOf(request, name) ?? randomBytes(16).toString('base64url');
      response.cookie(name, browser, attributesFor(request, attributes));
      return asking(request, 'sign-in', browser);
    },
    // Nothing is ever asked by nobody.
    asked: (request) => asking(request, 'sign-in', valueOf(request, name) ?? ''),
    ofSession: (request, purpose, userId) =>
      asking(request, purpose, `${digestOf(request.sessionID)} ${userId}`),
  };
}

/** For the application to keep. */
export function keptDesk(desk: PasskeyDesk): { readonly name: string; readonly value: PasskeyDesk } {
  return { name: KEY, value: desk };
}

/** The one that this request's application keeps. */
export function deskOf(request: Request): PasskeyDesk {
  return request.app.get(KEY) as PasskeyDesk;
}
