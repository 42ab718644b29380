import type { Request, RequestHandler, Response } from 'express';
import { actorOf } from './session.ts';
import { sitePath } from './site-address.ts';

/** Where people choose a new password. */
const PASSWORD_PAGE = '/password';
const MESSAGE =
  'Choose a new password first: the one you have was given to you. Open your password’s page for that.';

function answer(request: Request, response: Response): void {
  const path = sitePath(request, response);
  const isPage = request.method === 'GET' || request.method === 'HEAD';
  if (!isPage || /^\/admin\/api(\/|\?|$)/i.test(path) || request.accepts(['html', 'json']) !== 'html') {
    response.status(403).json({ notice: { message: MESSAGE, type: 'error' } });
    return;
  }
  const back = path === '/' ? '' : `?next=${encodeURIComponent(path)}`;
  response.redirect(303, PASSWORD_PAGE + back);
}

/**
 * Lets somebody whose password has to be changed do that and nothing else. A form of the portal that they send meanwhile
 * is taken for one that was sent after the end of its session: it is kept, and waits behind the new password.
 */
export const passwordGate: RequestHandler = (request, response, next) => {
  if (actorOf(request) === undefined || request.mustChangePassword !== true) return next();
  const [path = ''] = sitePath(request, response).split('?');
  // What forms ask before they are sent, that of the new password too, changes nothing.
  if ([PASSWORD_PAGE, '/sending'].includes(path.toLowerCase().replace(/\/$/, ''))) return next();
  if (request.method === 'POST' && !/^\/admin(\/|$)/i.test(path)) {
    delete request.actor;
    return next();
  }
  answer(request, response);
};
