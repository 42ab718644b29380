import { findAllSameText } from '../../models/text.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { User } from '../../models/user.ts';
import type { ProvenIdentity } from '../../sign-on/proven-identity.ts';
import { SingleSignOnRefusedError } from './refusals.ts';
import type { MatchRules } from './rules.ts';

function lowered(address: string): string {
  return address.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Whoever has this address; to letters that only look alike another mailbox may belong. */
async function byEmail({ email, hasUnverifiedEmail }: ProvenIdentity): Promise<number | undefined> {
  if (email === undefined) throw new SingleSignOnRefusedError(hasUnverifiedEmail ? 'unverified' : 'no_email');
  const [user, another] = await findAllSameText(User, 'email', email, { isActive: true });
  if (another !== undefined) throw new SingleSignOnRefusedError('ambiguous');
  if (user === undefined) {
    const [former] = await findAllSameText(User, 'email', email);
    if (former !== undefined) throw new SingleSignOnRefusedError('inactive', former.id);
    return undefined;
  }
  if (lowered(user.email) !== lowered(email)) throw new SingleSignOnRefusedError('ambiguous');
  return user.id;
}

async function byPortalId({ portalId }: ProvenIdentity): Promise<number | undefined> {
  if (portalId === undefined) throw new SingleSignOnRefusedError('no_portal_id');
  const [profile, another] = await findAllSameText(UserProfile, 'mainPortalId', portalId);
  // The unique key lets none be; a database that came from elsewhere may lack it.
  if (another !== undefined) throw new SingleSignOnRefusedError('ambiguous');
  return profile?.userId;
}

/**
 * The person here whom somebody is who signs in elsewhere for the first time, by what is set; undefined: nobody fits.
 *
 * @throws SingleSignOnRefusedError where it cannot be said.
 */
export async function personFitting(
  identity: ProvenIdentity,
  { match }: MatchRules,
): Promise<number | undefined> {
  if (match === 'email') return byEmail(identity);
  return match === 'portal_id' ? byPortalId(identity) : undefined;
}
