import type { Request, Response } from 'express';
import type { SignedIn } from '../use-cases/people/load-actor.ts';
import type { NextStep, SignInWay } from '../use-cases/people/open-or-ask.ts';
import type { DeviceCookie } from './device-cookie.ts';
import { homeOf } from './home-of.ts';
import { awaitSecondStep, startSession } from './begin-session.ts';
import type { SessionProvider } from './session.ts';

/** Where somebody gives their second factor. */
export const SECOND_STEP = '/login/second';

/** Somebody who is let in, and how. */
export interface Arrived {
  readonly signedIn: SignedIn;
  /** What a use case found to come next. */
  readonly step: NextStep;
  readonly through?: SignInWay | undefined;
  readonly keptGroups?: boolean | undefined;
  readonly provider?: SessionProvider | undefined;
  /** When they gave their own credentials, in milliseconds since 1970; 0: not known; undefined: just now. */
  readonly provenAt?: number | undefined;
  /** The page that they asked for. */
  readonly next: string | undefined;
  /** Remembers the browser; undefined where it sent nothing of what it remembers. */
  readonly devices?: DeviceCookie | undefined;
}

/**
 * Where every sign-in ends: begins the session of whoever is let in, or asks for their second factor first.
 *
 * @returns where the browser goes on.
 */
export async function finishSignIn(request: Request, response: Response, arrived: Arrived): Promise<string> {
  const { signedIn, step, through, keptGroups, provider, provenAt, next, devices } = arrived;
  const { actor, sessionVersion } = signedIn;
  // Of whoever is handed over nothing was asked here, nor perhaps there for long.
  const given = through === 'handover' ? 0 : provenAt;
  if (step.isDue) {
    const awaited = { userId: actor.id, sessionVersion, identityId: provider?.identityId };
    await awaitSecondStep(request, { ...awaited, through, keptGroups, next, provenAt: given }, provider);
    return SECOND_STEP;
  }
  // A browser that is remembered stands for a second factor to come in, and not to prove who sits at it.
  const isRemembered = step.factor === 'device';
  await startSession(request, signedIn, {
    provider,
    factor: step.factor,
    provenAt: isRemembered ? 0 : given,
  });
  devices?.remember(request, response, actor.id);
  return next ?? homeOf(actor);
}
