import { Router, type RequestHandler } from 'express';
import { forgetDevice } from '../../../use-cases/second-factor/trusted-devices.ts';
import { personOf, signedIn } from '../../../web/session.ts';
import { idOf } from '../id-of.ts';
import { ownForm } from '../own-form.ts';
import { setUpRoutes } from './app.ts';
import { codesRoutes } from './codes.ts';
import { passkeyRoutes } from './passkeys.ts';
import { SECURITY, sendSecurity, type SecuritySettings } from './page.ts';

const forget: RequestHandler = async (request, response) => {
  await forgetDevice(personOf(request), idOf(request));
  response.redirect(303, `${SECURITY}?told=forgotten`);
};

/** `/profile/security`: with what one signs in beside a password. */
export function security(settings: SecuritySettings): Router {
  const router = Router();
  router.get(SECURITY, signedIn, (request, response) => sendSecurity(request, response, settings));
  router.use(setUpRoutes(settings));
  router.use(passkeyRoutes(settings));
  router.use(codesRoutes(settings));
  router.post(`${SECURITY}/devices/:id/forget`, ownForm(settings, false), signedIn, forget);
  return router;
}
