import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Provider, type Configuration } from 'oidc-provider';
import type { Client } from './client.ts';
import { freePort } from './mariadb.ts';

/** What a provider knows of an account beside its name. */
export type Claims = Readonly<Record<string, unknown>>;

/** A real provider of OpenID Connect on loopback, and an application's address that it knows. */
export interface TestProvider {
  readonly issuer: string;
  /** Where the application has to listen. */
  readonly port: number;
  /** Its settings. */
  readonly environment: Record<string, string>;
  /** By subject; change it as you like. */
  readonly accounts: Map<string, Claims>;
  /** Who signs in by themselves; undefined: a page asks, with a button for each account. */
  signsIn: string | undefined;
  /** Answers nobody until the result is called. */
  goAway(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

const CLIENT = 'it-portal';
const SECRET = 'what portal and provider know, + / and more';

const SCOPES = ['openid', 'profile', 'email', 'groups', 'portal'];

function configurationFor(site: string, accounts: ReadonlyMap<string, Claims>): Configuration {
  return {
    clients: [
      {
        client_id: CLIENT,
        client_secret: SECRET,
        redirect_uris: [`${site}/login/sso/callback`],
        post_logout_redirect_uris: [`${site}/login`],
        backchannel_logout_uri: `${site}/login/sso/ended`,
        backchannel_logout_session_required: true,
      },
    ],
    scopes: SCOPES,
    claims: {
      profile: ['preferred_username', 'given_name', 'family_name', 'name'],
      email: ['email', 'email_verified'],
      groups: ['groups', '_claim_names'],
      portal: ['portal_id'],
    },
    cookies: { keys: ['the provider of the tests'] },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        logoutSource(context, form) {
          context.body = `<!doctype html><title>Sign out</title>${form}<button form="op.logoutForm" name="logout" value="yes">Sign out everywhere</button>`;
        },
      },
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => {
      const claims = accounts.get(accountId);
      return claims && { accountId, claims: () => ({ ...claims, sub: accountId }) };
    },
    // Everything here is on loopback, where it would not go by itself.
    fetch: (address, options) => {
      const { dispatcher: _guard, ...rest } = options as RequestInit & { readonly dispatcher?: unknown };
      return fetch(address, rest);
    },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      Grant: 3600,
      IdToken: 3600,
      Interaction: 3600,
      Session: 3600,
    },
    async loadExistingGrant({ oidc }) {
      const present = oidc.session?.grantIdFor(CLIENT);
      const known = present === undefined ? undefined : await oidc.provider.Grant.find(present);
      if (known !== undefined) return known;
      const grant = new oidc.provider.Grant({
        clientId: CLIENT,
        ...(oidc.session?.accountId === undefined ? {} : { accountId: oidc.session.accountId }),
      });
      grant.addOIDCScope(SCOPES.join(' '));
      await grant.save();
      return grant;
    },
  };
}

function choice(path: string, accounts: ReadonlyMap<string, Claims>): string {
  const buttons = [...accounts.keys()].map((id) => `<button name="account" value="${id}">${id}</button>`);
  return `<!doctype html><title>Who are you?</title><form method="get" action="${path}/as">${buttons.join('')}</form>`;
}

/** Starts a provider, and says where the application that it knows has to listen. */
export async function startProvider(): Promise<TestProvider> {
  const [own, port] = [await freePort(), await freePort()];
  const issuer = `http://127.0.0.1:${own}`;
  const site = `http://127.0.0.1:${port}`;
  const accounts = new Map<string, Claims>();
  const provider = new Provider(issuer, configurationFor(site, accounts));
  const handle = provider.callback();
  const state = { signsIn: undefined as string | undefined };

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer);
    const accountId = searchParams.get('account') ?? state.signsIn;
    if (accountId === undefined) {
      response.setHeader('content-type', 'text/html');
      response.end(choice(pathname, accounts));
      return;
    }
    const result =
      accountId === ''
        ? { error: 'access_denied', error_description: 'They changed their mind.' }
        : { login: { accountId } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url?.startsWith('/interaction/') !== true) return void handle(request, response);
    interact(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  };
  let server: Server;
  const listen = async () => {
    server = createServer(answer).listen(own, '127.0.0.1');
    await once(server, 'listening');
  };
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  await listen();
  return Object.assign(state, {
    issuer,
    port,
    accounts,
    environment: {
      BASE_URL: site,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT,
      OIDC_CLIENT_SECRET: SECRET,
      OIDC_SCOPES: SCOPES.join(' '),
      OIDC_NAME: 'Alpha ID',
    },
    async goAway() {
      await close();
      return listen;
    },
    stop: close,
  });
}

/** Follows redirects at the provider until they lead back to the portal. Returns the path and query there. */
export async function passThrough(start: string, browser: Client): Promise<string> {
  let address = start;
  for (let hops = 0; hops < 10; hops += 1) {
    if (!address.startsWith(browser.url)) return address.slice(new URL(address).origin.length);
    const { location, status, text } = await browser.get(address.slice(browser.url.length));
    if (location === null) throw new Error(`the provider answered ${status}: ${text.slice(0, 500)}`);
    address = new URL(location, browser.url).href;
  }
  throw new Error('the provider leads in a circle');
}
