import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import { SignInIdentity } from '../../models/sign-in-identity.ts';
import { User } from '../../models/user.ts';
import type { ProvenIdentity } from '../../sign-on/proven-identity.ts';
import { lockUsers } from '../people/lock-users.ts';
import { createPersonOf } from './create-person.ts';
import { personFitting } from './person-fitting.ts';
import { SingleSignOnRefusedError } from './refusals.ts';
import { hashOf, type MatchRules } from './rules.ts';

/** Whose account it is, and by which link. */
export interface Matched {
  readonly userId: number;
  readonly identityId: number;
}

function linkOf({ issuer, subject }: ProvenIdentity): Promise<SignInIdentity | null> {
  return SignInIdentity.findOne({ where: { identityHash: hashOf(issuer, subject) } });
}

/** Links somebody who was here before; one who has another account of the service keeps that. */
async function link(userId: number, { issuer, subject }: ProvenIdentity): Promise<SignInIdentity> {
  const [user] = await lockUsers([userId]);
  if (user?.isActive !== true || user.isService) throw new SingleSignOnRefusedError('inactive', userId);
  const issuerHash = hashOf(issuer);
  // An address may have gone on to somebody else, whose account the service then knows by another name.
  if ((await SignInIdentity.count({ where: { userId, issuerHash } })) > 0)
    throw new SingleSignOnRefusedError('linked_otherwise', userId);
  const hashes = { issuerHash, identityHash: hashOf(issuer, subject) };
  const linked = await SignInIdentity.create({ userId, issuer, subject, ...hashes });
  const by = { id: user.id, name: user.displayName };
  await record({ name: 'user.linked', by, subjectId: userId, details: { service: issuer } });
  return linked;
}

async function matchOnce(identity: ProvenIdentity, rules: MatchRules): Promise<Matched> {
  const known = await linkOf(identity);
  if (known !== null) {
    const user = await User.findByPk(known.userId, { attributes: ['isActive'] });
    if (user?.isActive !== true) throw new SingleSignOnRefusedError('inactive', known.userId);
    return { userId: known.userId, identityId: known.id };
  }
  const userId = (await personFitting(identity, rules)) ?? (await createPersonOf(identity, rules));
  const { id: identityId } = await link(userId, identity);
  return { userId, identityId };
}

/**
 * Whose account it is by which somebody signed in elsewhere: that of whoever it is linked with; else of whoever fits, or
 * of somebody new, with whom it is linked from now on.
 *
 * @throws SingleSignOnRefusedError.
 */
export async function matchPerson(identity: ProvenIdentity, rules: MatchRules): Promise<Matched> {
  try {
    return await inTransaction(() => matchOnce(identity, rules));
  } catch (error) {
    // Of two first sign-ins at once the second finds what the first one linked.
    if ((await linkOf(identity)) === null) throw error;
    return inTransaction(() => matchOnce(identity, rules));
  }
}
