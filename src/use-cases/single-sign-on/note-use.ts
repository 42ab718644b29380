import { presentMoment } from '../../database/present-moment.ts';
import { SignInIdentity } from '../../models/sign-in-identity.ts';

/** Remembers that somebody signed in by this link, inside the transaction that tells of it. */
export async function noteUse(identityId: number): Promise<void> {
  await SignInIdentity.update({ lastUsedAt: presentMoment() }, { where: { id: identityId } });
}
