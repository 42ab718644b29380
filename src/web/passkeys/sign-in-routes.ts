import { Router, type RequestHandler } from 'express';
import { AppError, InvalidInputError } from '../../errors.ts';
import { passkeyQuestion } from '../../sign-on/passkeys/questions.ts';
import { signInByPasskey } from '../../use-cases/passkeys/sign-in-by-passkey.ts';
import { finishSignIn } from '../finish-sign-in.ts';
import { formBody, formOf } from '../form-body.ts';
import { nextPath } from '../next-path.ts';
import { refuseSignIn, type SignInParts } from '../sign-in.ts';
import { isTellable } from '../tellable.ts';
import { deskOf } from './desk.ts';

/** Where a passkey signs in. */
const PATH = '/login/passkey';

const ask: RequestHandler = async (request, response) => {
  response.json(await passkeyQuestion(deskOf(request).ask(request, response)));
};

const takeWith = (parts: SignInParts): RequestHandler => {
  const { devices } = parts;
  return async (request, response) => {
    const { answer, next, openedAs } = formOf(request);
    const from = { address: request.ip ?? '', device: devices.read(request) };
    try {
      const coming = { ...from, asking: deskOf(request).asked(request) };
      const signedIn = await signInByPasskey({ answer, openedAs }, coming);
      const step = { isDue: false, factor: 'passkey' } as const;
      const arrived = { signedIn, step, through: 'passkey', next: nextPath(next), devices } as const;
      response.redirect(303, await finishSignIn(request, response, arrived));
    } catch (error) {
      if (!isTellable(error)) throw error;
      // What a passkey says stands in no field.
      const refusal =
        error instanceof InvalidInputError ? new AppError(error.code, error.status, error.message) : error;
      refuseSignIn(request, response, refusal, parts);
    }
  };
};

/** `/login/passkey`, by which whoever has a passkey signs in without a name and a password. */
export function passkeySignInRoutes(parts: SignInParts): Router {
  const router = Router();
  router.post(`${PATH}/question`, formBody, ask);
  router.post(PATH, formBody, takeWith(parts));
  // Where a form that was refused stands in the address bar.
  router.get([PATH, `${PATH}/question`], (_request, response) => response.redirect(303, '/login'));
  return router;
}
