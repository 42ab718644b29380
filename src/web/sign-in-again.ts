import { Router, type RequestHandler } from 'express';
import { createElement } from 'react';
import type { Config } from '../config.ts';
import { sendPage } from './page.ts';
import { deskOf } from './passkeys/desk.ts';
import { actorOf } from './session.ts';
import { SignedInAgainPage } from './views/signed-in-again-page.tsx';

/** Tells the dialog over a page whose session has ended where else people sign in, and who is signed in by now. */
const waysWith = ({ oidc }: Pick<Config, 'oidc'>): RequestHandler => {
  return (request, response) => {
    const hasPasskeys = deskOf(request).siteOf(request) !== undefined;
    response.json({ elsewhere: oidc?.name ?? null, hasPasskeys, person: actorOf(request)?.id ?? null });
  };
};

const signedInAgain: RequestHandler = (request, response) => {
  const person = actorOf(request);
  if (person === undefined) return response.redirect(303, '/login?next=/login/again');
  sendPage(response, createElement(SignedInAgainPage, { person }));
};

/** What a dialog to sign in again asks, and where its tab ends that leads to the provider. */
export function signInAgainRoutes(config: Pick<Config, 'oidc'>): Router {
  const router = Router();
  router.get('/login/ways', waysWith(config));
  router.get('/login/again', signedInAgain);
  return router;
}
