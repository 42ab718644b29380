import { Router, type Request, type RequestHandler } from 'express';
import { NobodyAwaitedError } from '../../use-cases/second-factor/awaited.ts';
import { askAwaited, passByPasskey } from '../../use-cases/passkeys/pass-by-passkey.ts';
import { SECOND_STEP } from '../finish-sign-in.ts';
import { formBody, formOf } from '../form-body.ts';
import { homeOf } from '../home-of.ts';
import {
  AGAIN,
  awaitedIn,
  PASSKEY_STEP,
  passSecondStep,
  placeOf,
  refuseSecondStep,
  type SecondStepParts,
} from '../second-step.ts';
import { actorOf, type Awaiting } from '../session.ts';
import { deskOf } from './desk.ts';

const askingOf = (request: Request, { userId }: Awaiting) =>
  deskOf(request).ofSession(request, 'second', userId);

const ask: RequestHandler = async (request, response) => {
  const awaiting = awaitedIn(request);
  if (awaiting === undefined) throw new NobodyAwaitedError();
  response.json(await askAwaited(awaiting, askingOf(request, awaiting)));
};

const takeWith = (parts: SecondStepParts): RequestHandler => {
  return async (request, response) => {
    const person = actorOf(request);
    // Sent twice: the first has signed them in.
    if (person !== undefined) return response.redirect(303, homeOf(person));
    const awaiting = awaitedIn(request);
    if (awaiting === undefined) return response.redirect(303, AGAIN);
    try {
      const { answer } = formOf(request);
      const asking = askingOf(request, awaiting);
      const passed = await passByPasskey(awaiting, { answer }, asking, placeOf(request, parts));
      response.redirect(303, await passSecondStep(request, response, passed, parts));
    } catch (error) {
      await refuseSecondStep(request, response, error, parts);
    }
  };
};

/** `/login/second/passkey`, by which somebody whose password was right gives a passkey instead of a code. */
export function passkeySecondStepRoutes(parts: SecondStepParts): Router {
  const router = Router();
  router.post(`${PASSKEY_STEP}/question`, formBody, ask);
  router.post(PASSKEY_STEP, formBody, takeWith(parts));
  // Where a form that was refused stands in the address bar.
  router.get([PASSKEY_STEP, `${PASSKEY_STEP}/question`], (_request, response) =>
    response.redirect(303, SECOND_STEP),
  );
  return router;
}
