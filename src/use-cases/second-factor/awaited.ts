import { inTransaction } from '../../database/transaction.ts';
import { AppError } from '../../errors.ts';
import type { Factor, SignInWay } from '../../journal/sign-in-events.ts';
import { SignInIdentity } from '../../models/sign-in-identity.ts';
import { loadActor, type SignedIn } from '../people/load-actor.ts';
import { openSession } from '../people/open-session.ts';
import type { Device } from '../people/sign-in-throttle.ts';
import { noteUse } from '../single-sign-on/note-use.ts';
import { trustDevice } from './trusted-devices.ts';

/** Somebody whose password was right, and who is not signed in before they give a second factor. */
export interface Awaited {
  readonly userId: number;
  readonly sessionVersion: number;
  readonly through?: SignInWay | undefined;
  readonly keptGroups?: boolean | undefined;
  /** By which account of another service they came. */
  readonly identityId?: number | undefined;
}

/** Where a second factor is given. */
export interface SecondPlace {
  readonly address: string;
  readonly agent: string;
  readonly device: Device | undefined;
  /** For how many days the browser is to be remembered; 0: it is not. */
  readonly days: number;
}

/** Whoever is signed in now, and what their browser keeps where it is remembered. */
export interface Passed {
  readonly signedIn: SignedIn;
  readonly factor: Factor;
  readonly trust: string | undefined;
}

/** Nobody is awaited any more: it took too long, or what they came by has changed. */
export class NobodyAwaitedError extends AppError {
  constructor() {
    super(
      'nobody_awaited',
      401,
      'Your sign-in took too long, or your account changed meanwhile. Sign in again.',
    );
  }
}

/**
 * The person who is awaited, as they are at this moment.
 *
 * @throws NobodyAwaitedError.
 */
export async function awaitedPerson({ userId, sessionVersion, identityId }: Awaited): Promise<SignedIn> {
  const signedIn = await loadActor(userId);
  const isLinked =
    identityId === undefined || (await SignInIdentity.count({ where: { id: identityId, userId } })) > 0;
  if (signedIn?.sessionVersion !== sessionVersion || !isLinked) throw new NobodyAwaitedError();
  return signedIn;
}

/**
 * Opens the session of somebody whose second factor is right. What takes it and this are one transaction, or a factor
 * that is used up lets nobody in.
 *
 * @throws NobodyAwaitedError.
 */
export async function letPass(awaited: Awaited, factor: Factor, place: SecondPlace): Promise<Passed> {
  return inTransaction(async () => {
    const signedIn = await awaitedPerson(awaited);
    const { through, keptGroups, identityId } = awaited;
    await openSession(signedIn.actor, { through, keptGroups, device: place.device, factor });
    if (identityId !== undefined) await noteUse(identityId);
    const trust = place.days > 0 ? await trustDevice(signedIn, place, place.days) : undefined;
    return { signedIn, factor, trust };
  });
}
