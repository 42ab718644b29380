import type { Request } from 'express';
import { loadActor, type SignedIn } from '../use-cases/people/load-actor.ts';
import type { Factor } from '../use-cases/people/open-or-ask.ts';
import type { Awaiting, SessionProvider } from './session.ts';

/**
 * Stores what the session holds before the answer begins: otherwise the head of a redirect leaves first, and a browser
 * that follows it may find the session as it was.
 */
export function saveSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.save((error: unknown) => (error ? reject(error) : resolve()));
  });
}

async function renew(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.sessionStore.regenerate(request, (error: unknown) => (error ? reject(error) : resolve()));
  });
}

/** How somebody came by their session. */
export interface SessionProof {
  /** The service that they signed in by. */
  readonly provider?: SessionProvider | undefined;
  readonly factor?: Factor | undefined;
  /** When they gave their own credentials, in milliseconds; 0: somebody else vouched for them. Default: now. */
  readonly provenAt?: number | undefined;
}

/** Begins a session under a new id, so that an id known before the sign-in is worth nothing. */
export async function startSession(
  request: Request,
  { actor, sessionVersion }: SignedIn,
  proof: SessionProof = {},
): Promise<void> {
  await renew(request);
  const from = { address: request.ip ?? '', agent: (request.get('User-Agent') ?? '').slice(0, 300) };
  const given = Object.entries(proof).filter(([, value]) => value !== undefined);
  const now = Date.now();
  const begun = { userId: actor.id, sessionVersion, startedAt: now, provenAt: now };
  Object.assign(request.session, { ...begun, ...from });
  Object.assign(request.session, Object.fromEntries(given));
  await saveSession(request);
  request.session.seenAt = Date.now();
}

/** Lets this session be of the version that counts since its person's others ended; it was carried on by that. */
export async function followVersion(request: Request): Promise<void> {
  const { userId } = request.session;
  const signedIn = userId === undefined ? undefined : await loadActor(userId);
  if (signedIn !== undefined) request.session.sessionVersion = signedIn.sessionVersion;
}

/** Remembers, under a new id, who gives a second factor next in this browser. It is no session of theirs. */
export async function awaitSecondStep(
  request: Request,
  awaiting: Awaiting,
  provider?: SessionProvider,
): Promise<void> {
  await renew(request);
  delete request.actor;
  Object.assign(request.session, { awaiting, startedAt: Date.now() });
  if (provider !== undefined) request.session.provider = provider;
  await saveSession(request);
}
