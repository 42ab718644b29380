import type { Request, RequestHandler, Response } from 'express';
import { actorOf } from './session.ts';
import { sitePath } from './site-address.ts';
import { withNext } from './views/with-next.ts';

/** Where people show once more that it is they. */
const PROVING_PAGE = '/confirm';

/** Whether this path serves that. */
export function isProving(path: string): boolean {
  return path === PROVING_PAGE || path.startsWith(`${PROVING_PAGE}/`);
}

/** Something that somebody has to do before anything else answers them. */
export interface Gate {
  readonly isDue: (request: Request) => boolean;
  /** Where they do it. */
  readonly page: string;
  /** Whether this path, in small letters and without a slash at its end, serves that. */
  readonly serves: (path: string) => boolean;
  /** Told to what is no page. */
  readonly message: string;
}

function answer(request: Request, response: Response, { page, message }: Gate): void {
  const path = sitePath(request, response);
  const isPage = request.method === 'GET' || request.method === 'HEAD';
  if (!isPage || /^\/admin\/api(\/|\?|$)/i.test(path) || request.accepts(['html', 'json']) !== 'html') {
    response.status(403).json({ notice: { message, type: 'error' } });
    return;
  }
  response.redirect(303, withNext(page, path === '/' ? undefined : path));
}

const pathOf = (request: Request, response: Response) => sitePath(request, response).split('?')[0] ?? '';

/** Whether something is due that this request does not serve. */
export function isBarred(request: Request, response: Response, gate: Gate): boolean {
  if (actorOf(request) === undefined || !gate.isDue(request)) return false;
  const plain = pathOf(request, response).toLowerCase().replace(/\/$/, '');
  // What forms ask before they are sent, those of what is due too, changes nothing.
  return plain !== '/sending' && !gate.serves(plain);
}

/**
 * Lets somebody do what is due and nothing else. A form of the portal that they send meanwhile is taken for one that was
 * sent after the end of its session: it is kept, and waits behind what is due.
 */
export function gateOf(gate: Gate): RequestHandler {
  return (request, response, next) => {
    if (!isBarred(request, response, gate)) return next();
    const path = pathOf(request, response);
    if (request.method === 'POST' && !/^\/admin(\/|$)/i.test(path)) {
      delete request.actor;
      return next();
    }
    answer(request, response, gate);
  };
}
