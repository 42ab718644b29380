import type { Factor, SignInWay } from '../../journal/sign-in-events.ts';
import { isVouchedFor } from '../second-factor/due-factor.ts';
import { isTrusted } from '../second-factor/trusted-devices.ts';
import type { SignedIn } from './load-actor.ts';
import { openSession } from './open-session.ts';
import type { Device } from './sign-in-throttle.ts';

export type { Factor, SignInWay } from '../../journal/sign-in-events.ts';

/** How somebody comes who is let in, and what their browser keeps. */
export interface Arrival {
  readonly through?: SignInWay | undefined;
  readonly device: Device | undefined;
  /** What the browser keeps where it is remembered. */
  readonly trust: readonly string[];
  readonly keptGroups?: boolean | undefined;
  /** Whether others who vouch for people vouch for their second factor as well, where a group here requires one. */
  readonly othersVouch?: boolean | undefined;
}

/** Whether somebody who is let in has to give a second factor before their session begins; else what stood for one. */
export interface NextStep {
  readonly isDue: boolean;
  readonly factor?: Factor | undefined;
}

async function stepOf(signedIn: SignedIn, { through, trust, othersVouch }: Arrival): Promise<NextStep> {
  const { needsFactor } = signedIn;
  if (isVouchedFor(through, { needsFactor, othersVouch })) return { isDue: false, factor: 'provider' };
  // Whoever needs one and has none is led to set it up, and nothing else answers them before.
  if (!signedIn.hasFactor) return { isDue: false };
  return (await isTrusted(signedIn, trust)) ? { isDue: false, factor: 'device' } : { isDue: true };
}

/**
 * Opens the session of somebody who is let in, for the journal, unless they have to give a second factor first: then
 * nothing is opened, and nothing told.
 */
export async function openOrAsk(signedIn: SignedIn, arrival: Arrival): Promise<NextStep> {
  const step = await stepOf(signedIn, arrival);
  if (!step.isDue) await openSession(signedIn.actor, { ...arrival, factor: step.factor });
  return step;
}
