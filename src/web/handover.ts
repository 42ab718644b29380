import { Router, type RequestHandler } from 'express';
import { createElement } from 'react';
import type { Config } from '../config.ts';
import { NotFoundError } from '../errors.ts';
import { beginComplaint } from '../use-cases/handover/begin-complaint.ts';
import { HandoverRefusedError } from '../use-cases/handover/handover-refused.ts';
import type { HandoverTrust } from '../use-cases/handover/read-handover.ts';
import { signInByHandover, type HandedOver } from '../use-cases/handover/sign-in-by-handover.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { formBody, formOf } from './form-body.ts';
import { nextPath } from './next-path.ts';
import { sendPage } from './page.ts';
import { surroundings } from './surroundings.ts';
import { HandoverRefusedPage } from './views/handover-refused-page.tsx';

const PATH = '/handover';
/** How the main portal names a portal that does not say under which address it is found. */
const NAME = 'alpha-lab-it';

const off: RequestHandler = () => {
  throw new NotFoundError('There is no such page.');
};

async function nextOf({ signedIn, handover }: HandedOver): Promise<string | undefined> {
  const { complaint, next } = handover;
  if (complaint !== undefined) return `/kept/${await beginComplaint(signedIn.actor, complaint)}`;
  return nextPath(next);
}

const takeWith = (trust: HandoverTrust, othersVouch: boolean): RequestHandler => {
  return async (request, response) => {
    response.set('Cache-Control', 'no-store');
    try {
      const { token } = formOf(request);
      const handedOver = await signInByHandover({ token, address: request.ip ?? '', othersVouch }, trust);
      const { signedIn, step } = handedOver;
      const next = await nextOf(handedOver);
      const arrived = { signedIn, step, through: 'handover' as const, next };
      response.redirect(303, await finishSignIn(request, response, arrived));
    } catch (error) {
      if (!(error instanceof HandoverRefusedError)) throw error;
      const { heading, message, status } = error;
      sendPage(response, createElement(HandoverRefusedPage, { heading, message }), status);
    }
  };
};

/**
 * `POST /handover`, by which pages of the main portal open this one for somebody. They are of another site, so it stands
 * before the guard against such; the signature alone counts.
 */
export function handoverRoutes(
  { handoverKey: key, baseUrl, othersVouch }: Pick<Config, 'handoverKey' | 'baseUrl' | 'othersVouch'>,
  sessions: RequestHandler[],
): Router {
  const router = Router();
  if (key === undefined) router.post(PATH, off);
  else
    router.post(
      PATH,
      surroundings,
      sessions,
      formBody,
      takeWith({ key, audience: baseUrl ?? NAME }, othersVouch),
    );
  return router;
}
