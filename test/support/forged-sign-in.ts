import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { startApp, type TestApp } from './app.ts';
import type { Answer, Client } from './client.ts';
import { providerKey, signedBy, startForger, type Forger, type ProviderKey } from './forger.ts';

/** What the portal calls itself at the forger. */
export const CLIENT = 'it-portal';
export const SITE = 'http://127.0.0.1:3000';

/** What an answer has in the place of what would be in order; undefined takes a claim out. */
export interface Forged {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: ProviderKey;
  readonly header?: object;
  /** Changes the signed token. */
  readonly token?: (token: string) => string;
  /** More of the address that the browser comes back to, or otherwise. */
  readonly query?: Readonly<Record<string, string>>;
  /** Where the browser wants to go. */
  readonly next?: string;
  /** Where it began; default: signing in. */
  readonly from?: string;
}

/** A forger, and how somebody signs in by what it says. */
export interface ForgedSignIn {
  readonly forger: Forger;
  readonly key: ProviderKey;
  /** The settings of the portal. */
  readonly environment: Record<string, string>;
  app(more?: Record<string, string>): Promise<TestApp>;
  /** Somebody comes back from the forger: by default rosa, with everything in order. */
  comeBack(client: Client, forged?: Forged): Promise<Answer>;
  stop(): Promise<void>;
}

const seconds = (): number => Math.floor(Date.now() / 1000);

/** Starts a forger. */
export async function forgedSignIn(): Promise<ForgedSignIn> {
  const key = await providerKey();
  const forger = await startForger(key);
  const environment = {
    BASE_URL: SITE,
    OIDC_ISSUER: forger.issuer,
    OIDC_CLIENT_ID: CLIENT,
    OIDC_CLIENT_SECRET: 'of the tests',
  };
  const apps: TestApp[] = [];
  return {
    forger,
    key,
    environment,
    async app(more = {}) {
      const app = await startApp({ environment: { ...environment, ...more } });
      apps.push(app);
      return app;
    },
    async comeBack(client, forged = {}) {
      const { from = '/login/sso', next } = forged;
      const begun = await client.get(`${from}${next === undefined ? '' : `?next=${next}`}`);
      const asked = new URL(begun.location ?? '').searchParams;
      const usual = {
        iss: forger.issuer,
        aud: CLIENT,
        sub: 'r-1',
        nonce: asked.get('nonce'),
        iat: seconds(),
        exp: seconds() + 300,
        email: 'rosa@alphalab.example',
        email_verified: true,
      };
      const said = Object.entries({ ...usual, ...forged.claims }).filter(([, value]) => value !== undefined);
      const claims = Object.fromEntries(said) as JWTPayload;
      const token = await signedBy(forged.key ?? key, claims, forged.header);
      const code = randomUUID();
      forger.answers.idTokens.set(code, forged.token?.(token) ?? token);
      const query = { code, state: asked.get('state') ?? '', ...forged.query };
      return client.get(`/login/sso/callback?${new URLSearchParams(query).toString()}`);
    },
    async stop() {
      await Promise.all(apps.map((app) => app.stop()));
      await forger.stop();
    },
  };
}
