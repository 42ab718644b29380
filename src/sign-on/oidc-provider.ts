import { createRemoteJWKSet, customFetch as joseFetch } from 'jose';
import * as oidc from 'openid-client';
import { log } from '../log.ts';
import { clientAuthentication } from './client-authentication.ts';
import { identityIn, type ClaimNames } from './identity-claims.ts';
import { providerError } from './fault-of.ts';
import { limitedFetch } from './limited-fetch.ts';
import { readLogout, type Keys, type Logout } from './logout-token.ts';
import type { ProvenIdentity } from './proven-identity.ts';

/** How far the clocks of provider and portal may differ, in seconds. */
export const SKEW_SECONDS = 60;
/** How long one answer of the provider is waited for, in seconds. */
const ANSWER_SECONDS = 8;
/** How long what the provider says of itself is believed, in milliseconds. */
const KNOWN_MS = 60 * 60 * 1000;
/** After so long it is asked again where it did not answer, in milliseconds. */
const AGAIN_MS = 60 * 1000;

/** A provider, and the portal as its client. */
export interface ProviderSettings extends ClaimNames {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: string;
  /** Where the provider sends people back to, after signing in and out. */
  readonly callback: string;
  readonly afterwards: string;
}

/** What ties an answer of the provider to the question. */
export interface Question {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Somebody who has signed in at the provider. */
export interface ProviderAnswer {
  readonly identity: ProvenIdentity;
  /** When they gave their credentials there, in milliseconds since 1970; undefined: it does not tell. */
  readonly authTime: number | undefined;
  /** The provider's own name of the session; undefined: it has none. */
  readonly session: string | undefined;
  /** The token that says all this, by which the provider knows whom to sign out. */
  readonly idToken: string;
}

interface Known {
  readonly configuration: oidc.Configuration;
  readonly keys: Keys | undefined;
  until: number;
}

/** A provider of OpenID Connect. What it says of itself is asked for with the first sign-in, and kept for an hour. */
export class OidcProvider {
  readonly #settings: ProviderSettings;
  #known: Known | undefined;
  #underWay: Promise<Known> | undefined;

  constructor(settings: ProviderSettings) {
    this.#settings = settings;
  }

  /**
   * The page of the provider where somebody signs in.
   *
   * @param asksAgain whether also those have to who are signed in there.
   * @throws ProviderError.
   */
  async signInAddress({ state, nonce, verifier }: Question, asksAgain: boolean): Promise<string> {
    const { configuration } = await this.#provider();
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#settings.callback,
      scope: this.#settings.scopes,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      // Who says the second has to tell when that was.
      ...(asksAgain ? { prompt: 'login', max_age: '0' } : {}),
    });
    return address.href;
  }

  /**
   * Who came back from the provider, by the query of the address that they came to.
   *
   * @throws ProviderError.
   */
  async answerIn(query: string, { state, nonce, verifier }: Question): Promise<ProviderAnswer> {
    const { configuration } = await this.#provider();
    const address = new URL(`${this.#settings.callback}${query}`);
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined || tokens.id_token === undefined) throw new Error('there is no ID token');
      const { userinfo_endpoint: hasMore } = configuration.serverMetadata();
      const more =
        hasMore === undefined ? {} : await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub);
      const session = typeof claims.sid === 'string' ? claims.sid : undefined;
      const authTime = claims.auth_time === undefined ? undefined : claims.auth_time * 1000;
      const identity = identityIn(claims, more, this.#settings);
      return { identity, authTime, session, idToken: tokens.id_token };
    } catch (error) {
      throw providerError(error);
    }
  }

  /**
   * The page of the provider where somebody signs out; undefined: it has none, or does not answer.
   *
   * @param idToken what it said when they signed in.
   */
  async signOutAddress(idToken: string | undefined): Promise<string | undefined> {
    try {
      const { configuration } = await this.#provider();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      const said: Record<string, string> = { post_logout_redirect_uri: this.#settings.afterwards };
      if (idToken !== undefined) said.id_token_hint = idToken;
      return oidc.buildEndSessionUrl(configuration, said).href;
    } catch (error) {
      log.warn({ err: error }, 'somebody was signed out here alone: the sign-in service does not answer');
      return undefined;
    }
  }

  /**
   * Whom the provider says that it signed out.
   *
   * @throws ProviderError.
   */
  async logoutIn(token: string): Promise<Logout> {
    const { configuration, keys } = await this.#provider();
    const { issuer } = configuration.serverMetadata();
    return readLogout(token, { keys, issuer, audience: this.#settings.clientId, skewSeconds: SKEW_SECONDS });
  }

  /**
   * Asks the provider what it says of itself.
   *
   * @throws ProviderError.
   */
  async check(): Promise<void> {
    await this.#discover();
  }

  /** What is known of the provider, asked anew after a while; those who ask at once share what it answers. */
  async #provider(): Promise<Known> {
    const before = this.#known;
    if (before !== undefined && performance.now() < before.until) return before;
    this.#underWay ??= this.#discover().finally(() => (this.#underWay = undefined));
    try {
      return (this.#known = await this.#underWay);
    } catch (error) {
      if (before === undefined) throw error;
      // It may be away for a moment, and what it said an hour ago is most likely still so.
      before.until = performance.now() + AGAIN_MS;
      return before;
    }
  }

  async #discover(): Promise<Known> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const address = new URL(issuer);
    const isPlain = address.protocol === 'http:';
    try {
      const configuration = await oidc.discovery(
        address,
        clientId,
        { [oidc.clockTolerance]: SKEW_SECONDS },
        clientAuthentication(clientSecret),
        {
          timeout: ANSWER_SECONDS,
          [oidc.customFetch]: limitedFetch as oidc.CustomFetch,
          // Signatures are checked although the token comes from the provider itself.
          execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
        },
      );
      const { jwks_uri: keysAt } = configuration.serverMetadata();
      const keys =
        keysAt === undefined
          ? undefined
          : createRemoteJWKSet(new URL(keysAt), {
              timeoutDuration: ANSWER_SECONDS * 1000,
              [joseFetch]: limitedFetch,
            });
      return { configuration, keys, until: performance.now() + KNOWN_MS };
    } catch (error) {
      throw providerError(error);
    }
  }
}
