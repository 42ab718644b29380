import { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import { AppError, ThrottledError, UnavailableError } from '../errors.ts';
import { askForPasswordLink } from '../use-cases/people/ask-for-password-link.ts';
import { LinkGoneError, personOfLink } from '../use-cases/people/password-links.ts';
import { setPasswordByLink } from '../use-cases/people/set-password-by-link.ts';
import { formBody, formOf, typed } from './form-body.ts';
import { sendPage } from './page.ts';
import { noErrors, type FormErrors } from './views/fields.tsx';
import { ForgottenPage, LinkAskedPage } from './views/forgotten-page.tsx';
import { LinkGonePage, NewPasswordPage } from './views/new-password-page.tsx';

/** What a person can do something about: mend what was typed, or try again in a moment. */
function tellable(error: unknown, response: Response): AppError {
  if (!(error instanceof AppError)) throw error;
  if (error.status >= 500 && !(error instanceof UnavailableError)) throw error;
  if (error instanceof ThrottledError) response.set('Retry-After', String(error.retryAfter));
  return error;
}

function errorsOf({ fields, message }: AppError): FormErrors {
  return Object.keys(fields).length === 0 ? { message, fields } : { fields };
}

const askForm: RequestHandler = (_request, response) =>
  sendPage(response, createElement(ForgottenPage, { username: '', errors: noErrors }));

const ask: RequestHandler = async (request, response) => {
  const { username } = formOf(request);
  try {
    await askForPasswordLink({ login: username, address: request.ip ?? '' });
    response.redirect(303, '/password/forgotten/sent');
  } catch (failure) {
    const error = tellable(failure, response);
    const { login, ...fields } = error.fields;
    const named = login === undefined ? fields : { username: login, ...fields };
    const errors = login === undefined ? errorsOf(error) : { fields: named };
    const page = { username: typed(formOf(request), 'username'), errors };
    sendPage(response, createElement(ForgottenPage, page), error.status);
  }
};

/** The link's secret stands in the address of its page, and no other site and no page after it may learn it. */
const keepAddress: RequestHandler = (_request, response, next) => {
  response.set('Referrer-Policy', 'no-referrer');
  next();
};

function refuseLink(response: Response, { message, status }: LinkGoneError): void {
  sendPage(response, createElement(LinkGonePage, { message }), status);
}

async function sendForm(
  response: Response,
  token: string,
  errors: FormErrors,
  status?: number,
): Promise<void> {
  try {
    const { username } = await personOfLink(token);
    sendPage(response, createElement(NewPasswordPage, { username, token, errors }), status);
  } catch (error) {
    if (!(error instanceof LinkGoneError)) throw error;
    refuseLink(response, error);
  }
}

const linkForm: RequestHandler = ({ query }: Request, response) =>
  sendForm(response, typeof query.token === 'string' ? query.token : '', noErrors);

const setPassword: RequestHandler = async (request, response) => {
  const { token = '', newPassword, repeatPassword } = formOf(request);
  try {
    await setPasswordByLink({ token, newPassword, repeatPassword });
    response.redirect(303, '/login?password=set');
  } catch (failure) {
    const error = tellable(failure, response);
    await sendForm(response, typed(formOf(request), 'token'), errorsOf(error), error.status);
  }
};

/** `/password/forgotten`, and `/password/new`, where a mailed link leads to. */
export function passwordLinkRoutes(): Router {
  const router = Router();
  router.get('/password/forgotten', askForm);
  router.post('/password/forgotten', formBody, ask);
  router.get('/password/forgotten/sent', (_request, response) =>
    sendPage(response, createElement(LinkAskedPage)),
  );
  router.use('/password/new', keepAddress);
  router.get('/password/new', linkForm);
  router.post('/password/new', formBody, setPassword);
  return router;
}
