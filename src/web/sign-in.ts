import { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import { AppError, ThrottledError, UnavailableError } from '../errors.ts';
import type { Person } from '../policies/actor.ts';
import { mayOpenPanel } from '../policies/panel.ts';
import { signIn } from '../use-cases/people/sign-in.ts';
import type { DeviceCookie } from './device-cookie.ts';
import { signOut } from '../use-cases/people/sign-out.ts';
import { formBody, formOf, typed } from './form-body.ts';
import { nextPath } from './next-path.ts';
import { sendPage } from './page.ts';
import { actorOf, endSession, startSession } from './session.ts';
import { noErrors, type FormErrors } from './views/fields.tsx';
import { SignInPage } from './views/sign-in-page.tsx';

/** Where somebody begins who asked for no page. */
export function homeOf(person: Person): string {
  return mayOpenPanel(person) ? '/admin' : '/';
}

/** The use case calls the field by its meaning, the form by the name browsers fill in. */
function formErrors({ fields, message }: AppError): FormErrors {
  const { login, ...others } = fields;
  if (Object.keys(fields).length === 0) return { message, fields };
  return { fields: login === undefined ? others : { username: login, ...others } };
}

const showForm: RequestHandler = (request, response) => {
  const person = actorOf(request);
  const next = nextPath(request.query.next);
  if (person !== undefined) return response.redirect(303, next ?? homeOf(person));
  const hasNewPassword = request.query.password === 'set';
  sendPage(response, createElement(SignInPage, { username: '', next, hasNewPassword, errors: noErrors }));
};

function refuse(request: Request, response: Response, error: AppError): void {
  if (request.accepts(['html', 'json']) === 'json') throw error;
  if (error instanceof ThrottledError) response.set('Retry-After', String(error.retryAfter));
  const form = formOf(request);
  const page = { username: typed(form, 'username'), next: nextPath(form.next), errors: formErrors(error) };
  sendPage(response, createElement(SignInPage, page), error.status);
}

/** What a person can do something about: mend what was typed, or try again in a moment. */
function isTellable(error: unknown): error is AppError {
  return error instanceof AppError && (error.status < 500 || error instanceof UnavailableError);
}

function submitWith(devices: DeviceCookie): RequestHandler {
  return async (request, response) => {
    const { username, password, next, openedAs } = formOf(request);
    const address = request.ip ?? '';
    const device = devices.read(request);
    try {
      // Checked by the use case: a form can hold anything.
      const typedIn = { login: username as string, password: password as string };
      const signedIn = await signIn({ ...typedIn, address, device, openedAs });
      await startSession(request, signedIn);
      devices.remember(request, response, signedIn.actor.id);
      response.redirect(303, nextPath(next) ?? homeOf(signedIn.actor));
    } catch (error) {
      if (!isTellable(error)) throw error;
      refuse(request, response, error);
    }
  };
}

const leave: RequestHandler = async (request, response) => {
  const person = actorOf(request);
  if (person !== undefined) {
    await signOut(person);
    await endSession(request, response);
  }
  const next = nextPath(request.query.next);
  response.redirect(303, next === undefined ? '/login' : `/login?next=${encodeURIComponent(next)}`);
};

/** `/login` and `/logout`. */
export function signInRoutes(devices: DeviceCookie): Router {
  const router = Router();
  router.get('/login', showForm);
  router.post('/login', formBody, submitWith(devices));
  router.post('/logout', leave);
  return router;
}
