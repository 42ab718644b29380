import type { Request, RequestHandler } from 'express';
import type { SessionData } from 'express-session';
import { isRecent, requireRecentProof } from '../journal/proof.ts';
import { doneFrom, presentSurroundings } from '../journal/surroundings.ts';
import { AppError } from '../errors.ts';
import { saveSession } from './begin-session.ts';
import { SESSION_ENDED } from './session-ended.ts';
import type { SessionStore } from './session-store.ts';
import { actorOf } from './session.ts';

/** Whether whoever is signed in gave their own credentials a short while ago. */
export function isProven({ session }: Request): boolean {
  return isRecent(session.provenAt ?? 0);
}

/** For how long what a provider said waits for a second factor, in milliseconds. */
const HALF_MS = 5 * 60 * 1000;

/** Whether a provider has just said of whoever is signed in that it is they, and a second factor is missing. */
export function isHalfProven({ session }: Request): boolean {
  return Date.now() - (session.halfProvenAt ?? 0) < HALF_MS;
}

/** Notes that a provider said so. */
export async function noteHalfProof(request: Request): Promise<void> {
  request.session.halfProvenAt = Date.now();
  await saveSession(request);
}

/** Lets use cases know when whoever is signed in last gave their own credentials. */
export const proofOfSession: RequestHandler = (request, _response, next) => {
  if (actorOf(request) === undefined) return next();
  doneFrom({ ...presentSurroundings(), provenAt: request.session.provenAt ?? 0 }, next);
};

/** Asks for a proof before a page is shown whose form would take one: nobody fills it in only to be asked then. */
export const provenFirst: RequestHandler = (_request, _response, next) => {
  requireRecentProof();
  next();
};

/**
 * Notes that whoever is signed in has just given their own credentials. The session goes on under a new id: one that somebody
 * came to know before is not worth more by it.
 *
 * @throws AppError 401 where the session ended meanwhile.
 */
export async function renewProof(request: Request): Promise<void> {
  const { cookie: _cookie, ...held } = request.session as SessionData;
  const former = request.sessionID;
  const store = request.sessionStore;
  store.generate(request);
  Object.assign(request.session, held, { provenAt: Date.now(), halfProvenAt: undefined });
  const data = request.session as SessionData;
  const isThere = await (store as object as SessionStore).rename(former, request.sessionID, data);
  if (!isThere) throw new AppError('session_ended', 401, SESSION_ENDED);
}
