import { UniqueConstraintError, type WhereOptions } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { SignInIdentity } from '../../models/sign-in-identity.ts';
import { UsedLogout } from '../../models/used-logout.ts';
import type { Logout } from '../../sign-on/logout-token.ts';
import type { OidcProvider } from '../../sign-on/oidc-provider.ts';
import { endSessionsWhere } from '../people/end-sessions-where.ts';
import { refusalOf } from './refusal-of.ts';
import { SingleSignOnRefusedError } from './refusals.ts';
import { hashOf, providerSessionKey, singleSignOn } from './rules.ts';

async function useUp({ issuer, id, expires }: Logout): Promise<void> {
  try {
    await UsedLogout.create({ idHash: hashOf('logout', issuer, id), expires });
  } catch (error) {
    if (error instanceof UniqueConstraintError) throw new SingleSignOnRefusedError('used');
    throw error;
  }
}

/** Which sessions are to end: one of the provider's, or all of an account's; undefined: none can be. */
async function concerned({ issuer, subject, session }: Logout): Promise<WhereOptions | undefined> {
  const ofSession = session === undefined ? {} : { providerSession: providerSessionKey(issuer, session) };
  if (subject === undefined) return ofSession;
  const link = await SignInIdentity.findOne({ where: { identityHash: hashOf(issuer, subject) } });
  return link === null ? undefined : { ...ofSession, identityId: link.id };
}

/**
 * Ends what a provider says was signed out there, once for each order. What has ended already is no fault.
 *
 * @throws SingleSignOnRefusedError for an order that is not to be followed.
 */
export async function endByProvider(token: unknown, provider: OidcProvider): Promise<void> {
  if (typeof token !== 'string') throw new SingleSignOnRefusedError('malformed');
  const logout = await provider.logoutIn(token).catch((error: unknown) => {
    throw refusalOf(error);
  });
  await inTransaction(async () => {
    await useUp(logout);
    const where = await concerned(logout);
    if (where !== undefined) await endSessionsWhere(singleSignOn, where, 'signed_out_elsewhere');
  });
}
