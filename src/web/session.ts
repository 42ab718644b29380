import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Sequelize } from 'sequelize';
import type { Config } from '../config.ts';
import { ForbiddenError } from '../errors.ts';
import type { Person } from '../policies/actor.ts';
import { mayOpenPanel } from '../policies/panel.ts';
import { loadActor, type SignedIn } from '../use-cases/people/load-actor.ts';
import { sessionCookie, type SessionCookie } from './session-cookie.ts';
import { SESSION_ENDED } from './session-ended.ts';
import { sitePath } from './site-address.ts';
import { IDLE_MS, SessionStore } from './session-store.ts';

declare module 'express-session' {
  interface SessionData {
    userId: number;
    /** The value of `users.session_version` at sign-in; a raised one ends the session. */
    sessionVersion: number;
    startedAt: number;
    /** When their own credentials were last given in it; missing in one that began before this was kept: at its beginning. */
    provenAt?: number;
    /** From where, and with which program as it calls itself. */
    address?: string;
    agent?: string;
    /** Last use, kept to a few minutes; missing until the session is stored. */
    seenAt?: number;
    /** By which account of another service it began; none: by a password here. */
    provider?: SessionProvider;
    /** The complaint that was just filed, until that was said. */
    filedId?: number;
  }
}

/** What a session has to know of the service that somebody signed in by. */
export interface SessionProvider {
  readonly identityId: number;
  readonly providerSession: string | null;
  /** Stored by itself, and not read with the session. */
  readonly idToken?: string;
}

declare module 'express-serve-static-core' {
  interface Request {
    actor?: Person;
    /** They choose a new password before anything else answers them. */
    mustChangePassword?: boolean;
    /** Whose session it is, where the session was read from the store; nobody: they may not sign in any more. */
    sessionPerson?: { readonly is: SignedIn | undefined };
  }
}

/** A session's last use is stored when it is this much older than the present one, in milliseconds. */
const SEEN_STEP_MS = 5 * 60 * 1000;

/** Whoever is signed in, as they are at this moment. */
export function actorOf(request: Request): Person | undefined {
  return request.actor;
}

/** Whoever is signed in, behind `signedIn`. */
export function personOf(request: Request): Person {
  if (request.actor === undefined) throw new Error('this route stands before signedIn');
  return request.actor;
}

/**
 * Stores what the session holds before the answer begins: otherwise the head of a redirect leaves first, and a browser
 * that follows it may find the session as it was.
 */
export function saveSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.save((error: unknown) => (error ? reject(error) : resolve()));
  });
}

/**
 * Begins a session under a new id, so that an id known before the sign-in is worth nothing.
 *
 * @param provider the service that they signed in by; undefined: none.
 * @param provenAt when they gave their own credentials, in milliseconds; 0: somebody else vouched for them.
 */
export async function startSession(
  request: Request,
  { actor, sessionVersion }: SignedIn,
  provider?: SessionProvider,
  provenAt = Date.now(),
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.sessionStore.regenerate(request, (error: unknown) => (error ? reject(error) : resolve()));
  });
  const from = { address: request.ip ?? '', agent: (request.get('User-Agent') ?? '').slice(0, 300) };
  Object.assign(request.session, {
    userId: actor.id,
    sessionVersion,
    startedAt: Date.now(),
    provenAt,
    ...from,
  });
  if (provider !== undefined) request.session.provider = provider;
  await saveSession(request);
  request.session.seenAt = Date.now();
}

/** Ends this browser's session. */
export async function endSession(request: Request, response: Response): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.destroy((error: unknown) => (error ? reject(error) : resolve()));
  });
  delete request.actor;
  const { name, attributes } = response.locals.sessionCookie as SessionCookie;
  response.clearCookie(name, { ...attributes, secure: attributes.secure === true });
}

/** Reads the person anew for every request: a deactivation or demotion works at once. */
const loadPerson: RequestHandler = async (request, response, next) => {
  const { userId, sessionVersion, seenAt } = request.session;
  if (userId === undefined) return next();
  const signedIn = request.sessionPerson === undefined ? await loadActor(userId) : request.sessionPerson.is;
  if (signedIn === undefined || signedIn.sessionVersion !== sessionVersion) {
    await endSession(request, response);
    return next();
  }
  request.actor = signedIn.actor;
  // Of whoever signed in by another service no password was asked.
  request.mustChangePassword = signedIn.mustChangePassword && request.session.provider === undefined;
  const now = Date.now();
  if (now - (seenAt ?? 0) > SEEN_STEP_MS) request.session.seenAt = now;
  next();
};

/** Sessions in the database, and the person each belongs to. */
export function sessionMiddleware(config: Config, secret: string, database: Sequelize): RequestHandler[] {
  const cookie = sessionCookie(config, secret);
  const https = cookie.attributes.secure === true;
  const sessions = session({
    name: cookie.name,
    secret,
    store: new SessionStore(database),
    resave: false,
    saveUninitialized: false,
    ...(https ? { proxy: true } : {}),
    cookie: { ...cookie.attributes, maxAge: IDLE_MS },
  });
  const present: RequestHandler = (request, response, next) => {
    response.locals.sessionCookie = cookie;
    // BASE_URL says that browsers come by https, whatever the last hop to this process is.
    if (https) request.headers['x-forwarded-proto'] = 'https';
    next();
  };
  return [present, sessions, loadPerson];
}

/** Lets in who is signed in; others are sent to the sign-in page, and come back from there. */
export const signedIn: RequestHandler = (request, response, next) => {
  if (actorOf(request) !== undefined) return next();
  const path = sitePath(request, response);
  // A form of the panel stays as it is when it hears this; of what only reads, its script follows a redirect.
  if (/^\/admin\/api(\/|\?|$)/i.test(path) && request.method === 'POST') {
    response.status(401).json({ notice: { message: SESSION_ENDED, type: 'error' } });
    return;
  }
  if (/^\/admin\/api(\/|\?|$)/i.test(path)) return response.redirect(302, '/login');
  const back = request.method === 'GET' || request.method === 'HEAD';
  response.redirect(303, back && path !== '/' ? `/login?next=${encodeURIComponent(path)}` : '/login');
};

/** Lets in who may open the panel. */
export const panelGate: RequestHandler = (request, _response, next) => {
  if (!mayOpenPanel(personOf(request))) {
    throw new ForbiddenError('The admin panel is for IT staff. Your complaints are in the portal.');
  }
  next();
};
