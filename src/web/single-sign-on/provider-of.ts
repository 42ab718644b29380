import type { Config } from '../../config.ts';
import { OidcProvider } from '../../sign-on/oidc-provider.ts';

/** Where the provider sends people back to. */
export const CALLBACK = '/login/sso/callback';

/** The provider that is set; undefined: none is. */
export function providerOf({ oidc, baseUrl }: Pick<Config, 'oidc' | 'baseUrl'>): OidcProvider | undefined {
  if (oidc === undefined) return undefined;
  const site = baseUrl ?? '';
  return new OidcProvider({ ...oidc, callback: site + CALLBACK, afterwards: `${site}/login` });
}
