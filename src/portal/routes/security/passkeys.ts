import { Router, type Request, type RequestHandler } from 'express';
import { createElement } from 'react';
import type { Person } from '../../../policies/actor.ts';
import { addPasskey } from '../../../use-cases/passkeys/add-passkey.ts';
import { askForNewPasskey } from '../../../use-cases/passkeys/ask-for-new-passkey.ts';
import { removePasskey } from '../../../use-cases/passkeys/remove-passkey.ts';
import { followVersion } from '../../../web/begin-session.ts';
import { formOf } from '../../../web/form-body.ts';
import { nextPath } from '../../../web/next-path.ts';
import { sendPage } from '../../../web/page.ts';
import { deskOf } from '../../../web/passkeys/desk.ts';
import { provenFirst } from '../../../web/proof.ts';
import { digestOf } from '../../../web/session-store.ts';
import { personOf, signedIn } from '../../../web/session.ts';
import { NewCodesPage } from '../../views/security/new-codes-page.tsx';
import { idOf } from '../id-of.ts';
import { ownForm } from '../own-form.ts';
import { passkeyErrors } from '../passkey-errors.ts';
import { refusalOf } from '../refused-form.ts';
import { SECURITY, sendSecurity, type SecuritySettings } from './page.ts';

/** Where passkeys are added. */
const PASSKEYS = `${SECURITY}/passkeys`;

const askingOf = (request: Request, { id }: Person) => deskOf(request).ofSession(request, 'add', id);

const ask: RequestHandler = async (request, response) => {
  const person = personOf(request);
  response.json(await askForNewPasskey(person, askingOf(request, person)));
};

const addWith = (settings: SecuritySettings): RequestHandler => {
  return async (request, response) => {
    const person = personOf(request);
    const { name, answer, next } = formOf(request);
    try {
      const asking = askingOf(request, person);
      const codes = await addPasskey(person, { name, answer }, asking, digestOf(request.sessionID));
      await followVersion(request);
      request.session.factor ??= 'passkey';
      const after = nextPath(next) ?? `${SECURITY}?told=passkey_added`;
      if (codes.length === 0) return response.redirect(303, after);
      const told = 'Your passkey is added: from now on it signs you in, and your password alone does not.';
      sendPage(
        response,
        createElement(NewCodesPage, { person, told, codes, next: nextPath(next) ?? SECURITY }),
      );
    } catch (error) {
      const errors = await passkeyErrors(request, error);
      await sendSecurity(request, response, settings, { part: 'passkeys', errors });
    }
  };
};

const removeWith = (settings: SecuritySettings): RequestHandler => {
  return async (request, response) => {
    try {
      await removePasskey(personOf(request), { id: idOf(request) });
      response.redirect(303, `${SECURITY}?told=passkey_removed`);
    } catch (error) {
      const errors = await refusalOf(request, error);
      await sendSecurity(request, response, settings, { part: 'passkeys', errors });
    }
  };
};

/** Passkeys are added and removed. */
export function passkeyRoutes(settings: SecuritySettings): Router {
  const router = Router();
  router.get([PASSKEYS, `${PASSKEYS}/:id/remove`], (_request, response) => response.redirect(303, SECURITY));
  // Before a device makes one: nobody is to have one there that the portal does not take.
  router.post(`${PASSKEYS}/question`, ownForm(settings, false), signedIn, provenFirst, ask);
  router.post(PASSKEYS, ownForm(settings, false), signedIn, addWith(settings));
  router.post(`${PASSKEYS}/:id/remove`, ownForm(settings, false), signedIn, removeWith(settings));
  return router;
}
