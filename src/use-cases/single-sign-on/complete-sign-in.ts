import { inTransaction } from '../../database/transaction.ts';
import type { SignInWay } from '../../journal/sign-in-events.ts';
import type { Person } from '../../policies/actor.ts';
import type { ProvenIdentity } from '../../sign-on/proven-identity.ts';
import { loadActor, type SignedIn } from '../people/load-actor.ts';
import { openOrAsk, type Arrival, type NextStep } from '../people/open-or-ask.ts';
import { mapGroups } from './map-groups.ts';
import { noteUse } from './note-use.ts';
import { matchPerson } from './match-person.ts';
import { SingleSignOnRefusedError } from './refusals.ts';
import type { MatchRules } from './rules.ts';

/** How somebody came, and what is known of their browser. */
export interface Coming extends Omit<Arrival, 'keptGroups'> {
  readonly through: SignInWay;
  /** Throws where whoever it is must not come in here. */
  readonly require?: (person: Person) => Promise<void>;
}

/** Somebody who is let in, by which link, and what comes next. */
export interface LetIn {
  readonly signedIn: SignedIn;
  readonly identityId: number;
  readonly keptGroups: boolean;
  readonly step: NextStep;
}

function open(signedIn: SignedIn, identityId: number, arrival: Arrival): Promise<NextStep> {
  return inTransaction(async () => {
    const step = await openOrAsk(signedIn, arrival);
    if (!step.isDue) await noteUse(identityId);
    return step;
  });
}

/**
 * Lets in whoever another service proves somebody to be: finds or creates them, puts them into the groups that the
 * service tells, and tells the journal, unless a second factor is due first.
 *
 * @throws SingleSignOnRefusedError.
 */
export async function completeSignIn(
  identity: ProvenIdentity,
  rules: MatchRules,
  coming: Coming,
): Promise<LetIn> {
  const { userId, identityId } = await matchPerson(identity, rules);
  const keptGroups = await mapGroups(userId, identity.groups, rules.groups);
  // With the rights that the groups give now; whoever was deactivated meanwhile is nobody.
  const signedIn = await loadActor(userId);
  if (signedIn === undefined) throw new SingleSignOnRefusedError('inactive', userId);
  await coming.require?.(signedIn.actor);
  const step = await open(signedIn, identityId, { ...coming, keptGroups });
  return { signedIn, identityId, keptGroups, step };
}
