import { Router, type RequestHandler } from 'express';
import { createElement } from 'react';
import { drawCodesAnew } from '../../../use-cases/second-factor/draw-codes-anew.ts';
import { formOf } from '../../../web/form-body.ts';
import { sendPage } from '../../../web/page.ts';
import { personOf, signedIn } from '../../../web/session.ts';
import { NewCodesPage } from '../../views/security/new-codes-page.tsx';
import { ownForm } from '../own-form.ts';
import { refusalOf } from '../refused-form.ts';
import { waitAfter } from './app.ts';
import { SECURITY, sendSecurity, type SecuritySettings } from './page.ts';

const drawWith = (settings: SecuritySettings): RequestHandler => {
  return async (request, response) => {
    const person = personOf(request);
    try {
      const codes = await drawCodesAnew(person, { ...formOf(request) });
      const told = 'These are your new codes. Those of before work no more.';
      sendPage(response, createElement(NewCodesPage, { person, told, codes, next: SECURITY }));
    } catch (error) {
      const errors = await refusalOf(request, error);
      waitAfter(response, error);
      await sendSecurity(request, response, settings, { part: 'codes', errors });
    }
  };
};

/** Recovery codes are drawn anew. */
export function codesRoutes(settings: SecuritySettings): Router {
  const router = Router();
  router.get(`${SECURITY}/codes`, (_request, response) => response.redirect(303, SECURITY));
  router.post(`${SECURITY}/codes`, ownForm(settings, false), signedIn, drawWith(settings));
  return router;
}
