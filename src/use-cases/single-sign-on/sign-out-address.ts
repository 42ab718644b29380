import type { OidcProvider } from '../../sign-on/oidc-provider.ts';
import { storedIdToken } from './id-token.ts';

/**
 * The page of the provider where somebody signs out there as well; asked before their session here ends.
 *
 * @param sid as it is stored.
 * @returns undefined for a session that did not begin there, or a provider without such a page.
 */
export async function signOutAddress(sid: string, provider: OidcProvider): Promise<string | undefined> {
  const idToken = await storedIdToken(sid);
  return idToken === undefined ? undefined : provider.signOutAddress(idToken || undefined);
}
