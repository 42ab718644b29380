import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, SignJWT, type JWK, type JWTPayload } from 'jose';

/** A key of a provider, and its public half as it is published. */
export interface ProviderKey {
  readonly own: KeyObject;
  readonly published: JWK;
}

/** A key with a name of its own. */
export async function providerKey(): Promise<ProviderKey> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const published = { ...(await exportJWK(publicKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' };
  return { own: privateKey, published };
}

/** Signs claims as a provider does. */
export function signedBy(key: ProviderKey, claims: JWTPayload, header: object = {}): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: key.published.kid ?? '', ...header })
    .sign(key.own);
}

/** What the forger answers, as a test has it. */
export interface Answers {
  /** The ID tokens by their codes. */
  readonly idTokens: Map<string, string>;
  /** Of the page about a person; undefined: a provider without it. */
  page: object | undefined;
  /** In the place of the token. */
  error: { readonly status: number; readonly body: string } | undefined;
  keys: readonly ProviderKey[];
  /** More of what it says of itself. */
  metadata: object;
}

/** A provider that says whatever a test wants, right or wrong; it has no page to sign in at. */
export interface Forger {
  readonly issuer: string;
  readonly answers: Answers;
  /** How often it was asked for its keys. */
  readonly asked: { keys: number; metadata: number };
  /** How the portal proved itself when it last asked for a token. */
  readonly proof: { header: string | undefined; body: string };
  stop(): Promise<void>;
}

/** Starts one. */
export async function startForger(key: ProviderKey): Promise<Forger> {
  const answers: Answers = {
    idTokens: new Map(),
    page: undefined,
    error: undefined,
    keys: [key],
    metadata: {},
  };
  const asked = { keys: 0, metadata: 0 };
  const proof = { header: undefined as string | undefined, body: '' };
  let issuer = '';
  const send = (response: ServerResponse, body: object | string, status = 200): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const metadata = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    ...(answers.page === undefined ? {} : { userinfo_endpoint: `${issuer}/page` }),
    ...answers.metadata,
  });
  const routes: Readonly<
    Record<string, (response: ServerResponse, request: IncomingMessage) => void | Promise<void>>
  > = {
    '/.well-known/openid-configuration'(response) {
      asked.metadata += 1;
      send(response, metadata());
    },
    '/keys'(response) {
      asked.keys += 1;
      send(response, { keys: answers.keys.map(({ published }) => published) });
    },
    async '/token'(response, request) {
      const { error, idTokens } = answers;
      Object.assign(proof, { header: request.headers.authorization, body: await text(request) });
      const code = new URLSearchParams(proof.body).get('code') ?? '';
      if (error !== undefined) return send(response, error.body, error.status);
      const token = { access_token: 'x', token_type: 'Bearer', expires_in: 60 };
      send(response, { ...token, id_token: idTokens.get(code) });
    },
    '/page': (response) => send(response, answers.page ?? {}),
  };
  const server = createServer((request, response) => {
    const { url = '' } = request;
    const route = routes[new URL(url, 'http://forger.invalid').pathname];
    if (route === undefined) return send(response, {}, 404);
    void route(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    answers,
    asked,
    proof,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
