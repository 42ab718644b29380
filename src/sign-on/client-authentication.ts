import * as oidc from 'openid-client';

/** How the portal proves itself to the provider: in the way that OpenID Connect prefers, or else in the body. */
export function clientAuthentication(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (provider, ...rest) => {
    const ways = provider.token_endpoint_auth_methods_supported;
    const takesBasic = ways === undefined || ways.includes('client_secret_basic');
    return (takesBasic ? basic : post)(provider, ...rest);
  };
}
