import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Sequelize } from 'sequelize';
import type { Config } from '../config.ts';
import { ForbiddenError } from '../errors.ts';
import type { Person } from '../policies/actor.ts';
import { mayOpenPanel } from '../policies/panel.ts';
import { loadActor, loadSession, type MayHave, type SignedIn } from '../use-cases/people/load-actor.ts';
import type { Factor } from '../use-cases/people/open-or-ask.ts';
import type { Awaited } from '../use-cases/second-factor/awaited.ts';
import { underPresentName } from './former-cookies.ts';
import { PANEL_CLOSED } from './panel-closed.ts';
import { sessionCookie, type SessionCookie } from './session-cookie.ts';
import { SESSION_ENDED } from './session-ended.ts';
import { sitePath } from './site-address.ts';
import { digestOf, IDLE_MS, SessionStore } from './session-store.ts';

declare module 'express-session' {
  interface SessionData {
    userId: number;
    /** The value of `users.session_version` at sign-in; a raised one ends the session. */
    sessionVersion: number;
    startedAt: number;
    /** When their own credentials were last given in it, in milliseconds since 1970; missing: never. */
    provenAt?: number;
    /** When the provider said that it is they, of whom a second factor is asked as well, in milliseconds since 1970. */
    halfProvenAt?: number;
    /** From where, and with which program as it calls itself. */
    address?: string;
    agent?: string;
    /** Last use, kept to a few minutes; missing until the session is stored. */
    seenAt?: number;
    /** By which account of another service it began; none: by a password here. */
    provider?: SessionProvider;
    /** What was given beside a password, or stood in for it. */
    factor?: Factor;
    /** Who gives a second factor next: nobody is signed in yet. */
    awaiting?: Awaiting;
  }
}

/** Somebody whose password was right, and the page that they asked for. */
export interface Awaiting extends Awaited {
  readonly next?: string | undefined;
  /** When they gave what comes before a second factor, in milliseconds; 0: not known; undefined: when the session began. */
  readonly provenAt?: number | undefined;
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
    /** They set up a second factor before anything else answers them. */
    mustSetUpFactor?: boolean;
    /** Whose session it is, where the session was read from the store; nobody: they may not sign in any more. */
    sessionPerson?: { readonly is: SignedIn | undefined; readonly mayHave: MayHave };
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

/** Whether it is worth asking for something of whoever is signed in; true where it is not known. */
export function mayHave(request: Request, what: keyof MayHave): boolean {
  return request.sessionPerson?.mayHave[what] ?? true;
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

type Vouching = Pick<Config, 'othersVouch'>;

/** Says who is signed in by the session, and what is due of them; ends it where nobody is any more. */
async function admit(
  request: Request,
  response: Response,
  signedIn: SignedIn | undefined,
  { othersVouch }: Vouching,
): Promise<void> {
  const { sessionVersion, provider, factor } = request.session;
  if (signedIn === undefined || signedIn.sessionVersion !== sessionVersion)
    return endSession(request, response);
  request.actor = signedIn.actor;
  // Of whoever signed in by another service no password was asked.
  request.mustChangePassword = signedIn.mustChangePassword && provider === undefined;
  const isVouchedFor = factor === 'provider' && othersVouch;
  request.mustSetUpFactor = signedIn.needsFactor && !signedIn.hasFactor && !isVouchedFor;
}

/** Reads once more whose session it is, which may have ended since the request began. */
const admitAgain = (vouching: Vouching) => async (request: Request, response: Response) => {
  const stored = await loadSession(digestOf(request.sessionID), new Date());
  await admit(request, response, stored?.person, vouching);
};

/** Reads the person anew for every request: a deactivation or demotion works at once. */
const loadPerson = (vouching: Vouching): RequestHandler => {
  const again = admitAgain(vouching);
  return async (request, response, next) => {
    const { userId, seenAt } = request.session;
    if (userId === undefined) return next();
    const signedIn = request.sessionPerson === undefined ? await loadActor(userId) : request.sessionPerson.is;
    await admit(request, response, signedIn, vouching);
    if (request.actor === undefined) return next();
    request.identified = { at: performance.now(), again };
    const now = Date.now();
    if (now - (seenAt ?? 0) > SEEN_STEP_MS) request.session.seenAt = now;
    next();
  };
};

/** Sessions in the database, and the person each belongs to. */
export function sessionMiddleware(config: Config, secret: string, database: Sequelize): RequestHandler[] {
  const cookie = sessionCookie(config, secret);
  const https = cookie.attributes.secure === true;
  const formerNames = config.formerSessionSecrets.map((former) => sessionCookie(config, former).name);
  const sessions = session({
    name: cookie.name,
    secret: [secret, ...config.formerSessionSecrets],
    store: new SessionStore(database),
    resave: false,
    saveUninitialized: false,
    ...(https ? { proxy: true } : {}),
    cookie: { ...cookie.attributes, maxAge: IDLE_MS },
  });
  const present: RequestHandler = (request, response, next) => {
    response.locals.sessionCookie = cookie;
    const cookies = underPresentName(request.headers.cookie, cookie.name, formerNames);
    if (cookies !== undefined) request.headers.cookie = cookies;
    // BASE_URL says that browsers come by https, whatever the last hop to this process is.
    if (https) request.headers['x-forwarded-proto'] = 'https';
    next();
  };
  return [present, sessions, loadPerson(config)];
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
    throw new ForbiddenError(PANEL_CLOSED);
  }
  next();
};
