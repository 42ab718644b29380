import { Router, type Request, type RequestHandler } from 'express';
import { NobodyAwaitedError, type Passed, type SecondPlace } from '../../use-cases/second-factor/awaited.ts';
import { askAwaited, passByPasskey } from '../../use-cases/passkeys/pass-by-passkey.ts';
import { SECOND_STEP } from '../finish-sign-in.ts';
import { formBody, formOf } from '../form-body.ts';
import { awaitedIn, PASSKEY_STEP, takeSecondStep, type SecondStepParts } from '../second-step.ts';
import type { Awaiting } from '../session.ts';
import { deskOf } from './desk.ts';

const askingOf = (request: Request, { userId }: Awaiting) =>
  deskOf(request).ofSession(request, 'second', userId);

const ask: RequestHandler = async (request, response) => {
  const awaiting = awaitedIn(request);
  if (awaiting === undefined) throw new NobodyAwaitedError();
  response.json(await askAwaited(awaiting, askingOf(request, awaiting)));
};

const take = (awaiting: Awaiting, request: Request, place: SecondPlace): Promise<Passed> =>
  passByPasskey(awaiting, { answer: formOf(request).answer }, askingOf(request, awaiting), place);

/** `/login/second/passkey`, by which somebody whose password was right gives a passkey instead of a code. */
export function passkeySecondStepRoutes(parts: SecondStepParts): Router {
  const router = Router();
  router.post(`${PASSKEY_STEP}/question`, formBody, ask);
  router.post(PASSKEY_STEP, formBody, takeSecondStep(parts, take));
  // Where a form that was refused stands in the address bar.
  router.get([PASSKEY_STEP, `${PASSKEY_STEP}/question`], (_request, response) =>
    response.redirect(303, SECOND_STEP),
  );
  return router;
}
