import { Router, type RequestHandler } from 'express';
import { createElement } from 'react';
import type { Config } from '../../config.ts';
import { ConflictError } from '../../errors.ts';
import { endOwnSessions } from '../../use-cases/people/end-own-sessions.ts';
import { SESSION_IS_OVER } from '../../use-cases/people/person-sessions.ts';
import { listOwnSessions } from '../../use-cases/people/list-own-sessions.ts';
import { formOf } from '../../web/form-body.ts';
import { sendPage } from '../../web/page.ts';
import { digestOf } from '../../web/session-store.ts';
import { personOf, signedIn } from '../../web/session.ts';
import { SessionsPage, type SessionsPageProps } from '../views/sessions-page.tsx';
import { marksOf, ownForm, settle, type FormLimits } from './own-form.ts';

type Settings = Pick<Config, 'timeZone'> & FormLimits;

const TOLD: Readonly<Record<string, SessionsPageProps['told']>> = {
  ended: { kind: 'done', text: 'It is ended: whoever has it has to sign in again.' },
  over: { kind: 'fault', text: SESSION_IS_OVER },
};

const show =
  ({ timeZone }: Settings): RequestHandler =>
  async (request, response) => {
    const person = personOf(request);
    const { told } = request.query;
    const page = createElement(SessionsPage, {
      person,
      sessions: await listOwnSessions(person, digestOf(request.sessionID)),
      told: typeof told === 'string' && Object.hasOwn(TOLD, told) ? TOLD[told] : undefined,
      timeZone,
      marks: marksOf(request),
    });
    sendPage(response, page);
  };

/** Ends one's other sessions, or one of them. */
export const endSessions: RequestHandler = async (request, response) => {
  // Whoever only looks at what waits ends nothing.
  if (request.isRestored === true) return response.redirect(303, '/profile/sessions');
  const { handle } = formOf(request);
  try {
    await endOwnSessions(personOf(request), { handle }, digestOf(request.sessionID));
    await settle(request);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    await settle(request);
    return response.redirect(303, '/profile/sessions?told=over');
  }
  response.redirect(303, '/profile/sessions?told=ended');
};

/** `/profile/sessions`: where one is signed in. */
export function sessions(settings: Settings): Router {
  const router = Router();
  router.get('/profile/sessions', signedIn, show(settings));
  router.post('/profile/sessions/end', ownForm(settings, false), signedIn, endSessions);
  // Where a form that was refused stands in the address bar.
  router.get('/profile/sessions/end', (_request, response) => response.redirect(303, '/profile/sessions'));
  return router;
}
