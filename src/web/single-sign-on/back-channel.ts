import { Router, type RequestHandler } from 'express';
import type { OidcProvider } from '../../sign-on/oidc-provider.ts';
import { endByProvider } from '../../use-cases/single-sign-on/end-by-provider.ts';
import { SingleSignOnRefusedError } from '../../use-cases/single-sign-on/refusals.ts';
import { formBody, formOf } from '../form-body.ts';
import { surroundings } from '../surroundings.ts';

const end = (provider: OidcProvider): RequestHandler => {
  return async (request, response) => {
    response.set('Cache-Control', 'no-store');
    try {
      await endByProvider(formOf(request).logout_token, provider);
      response.status(200).end();
    } catch (error) {
      if (!(error instanceof SingleSignOnRefusedError)) throw error;
      // As Back-Channel Logout 1.0 has it; a provider that is away cannot prove anything, and may send it once more.
      const { message } = error;
      response
        .status(error.code === 'sso_away' ? 503 : 400)
        .json({ error: 'invalid_request', error_description: message });
    }
  };
};

/** `POST /login/sso/ended`, by which the provider itself, not a browser, tells who signed out there: it has no cookies. */
export function backChannelRoutes(provider: OidcProvider): Router {
  const router = Router();
  router.post('/login/sso/ended', surroundings, formBody, end(provider));
  return router;
}
