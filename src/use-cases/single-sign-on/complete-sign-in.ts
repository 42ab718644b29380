import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { SignInWay } from '../../journal/events.ts';
import { record } from '../../journal/record.ts';
import { SignInIdentity } from '../../models/sign-in-identity.ts';
import { User } from '../../models/user.ts';
import type { Person } from '../../policies/actor.ts';
import type { ProvenIdentity } from '../../sign-on/proven-identity.ts';
import { loadActor, type SignedIn } from '../people/load-actor.ts';
import { isNewDevice, type Device } from '../people/sign-in-throttle.ts';
import { mapGroups } from './map-groups.ts';
import { matchPerson } from './match-person.ts';
import { SingleSignOnRefusedError } from './refusals.ts';
import type { MatchRules } from './rules.ts';

/** How somebody came, and by which browser that may be known. */
export interface Coming {
  readonly through: SignInWay;
  readonly device: Device | undefined;
  /** Throws where whoever it is must not come in here. */
  readonly require?: (person: Person) => Promise<void>;
}

/** Somebody who is let in, and by which link. */
export interface LetIn {
  readonly signedIn: SignedIn;
  readonly identityId: number;
}

async function open({ signedIn, identityId }: LetIn, coming: Coming, keptGroups: boolean): Promise<void> {
  const { actor } = signedIn;
  const { through, device } = coming;
  await inTransaction(async () => {
    const user = await User.findByPk(actor.id, { attributes: ['id', 'lastLogin'], rejectOnEmpty: true });
    const details = {
      through,
      ...(isNewDevice(user, device) ? { isNewDevice: true as const } : {}),
      ...(keptGroups ? { keptGroups: true as const } : {}),
    };
    await User.update({ lastLogin: presentMoment() }, { where: { id: actor.id }, silent: true });
    await SignInIdentity.update({ lastUsedAt: presentMoment() }, { where: { id: identityId } });
    await record({ name: 'session.opened', by: actor, subjectId: actor.id, details });
  });
}

/**
 * Lets in whoever another service proves somebody to be: finds or creates them, puts them into the groups that the
 * service tells, and tells the journal.
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
  await open({ signedIn, identityId }, coming, keptGroups);
  return { signedIn, identityId };
}
