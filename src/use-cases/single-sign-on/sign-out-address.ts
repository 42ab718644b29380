import { decryptSecret, UnreadableSecret } from '../../database/stored-secret.ts';
import { Session } from '../../models/session.ts';
import type { OidcProvider } from '../../sign-on/oidc-provider.ts';
import { ID_TOKEN } from './id-token.ts';

function readable(stored: string): string | undefined {
  try {
    return decryptSecret(stored, ID_TOKEN);
  } catch (error) {
    if (error instanceof UnreadableSecret) return undefined;
    throw error;
  }
}

/**
 * The page of the provider where somebody signs out there as well; asked before their session here ends.
 *
 * @param sid as it is stored.
 * @returns undefined for a session that did not begin there, or a provider without such a page.
 */
export async function signOutAddress(sid: string, provider: OidcProvider): Promise<string | undefined> {
  const session = await Session.findByPk(sid, { attributes: ['idToken'] });
  // Those that did not begin at the provider have none.
  if (typeof session?.idToken !== 'string') return undefined;
  return provider.signOutAddress(readable(session.idToken) || undefined);
}
