import { createHmac, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Config } from '../../config.ts';
import type { Question } from '../../sign-on/oidc-provider.ts';
import { attributesFor, sessionCookie } from '../session-cookie.ts';

/** How long a sign-in at the provider may take, in milliseconds. */
const LIFE_MS = 60 * 60 * 1000;
/** Most characters of all questions of one browser: proxies refuse requests with long cookies. */
const MOST_LENGTH = 3000;
/** Longest page to go back to that is remembered, in characters. */
const NEXT_LENGTH = 1500;
const WRITTEN = /^([\w-]{43})~([0-9a-z]{1,12})~([\w-]*)(?:~([1-9]\d{0,9}))?\.([\w-]{43})$/;

/** A question that this browser asked the provider, and the page to go to afterwards. */
export interface Asked extends Question {
  readonly next: string | undefined;
  /** When, in milliseconds since 1970. */
  readonly askedAt: number;
  /** Who is signed in already and confirms that it is they; undefined: somebody signs in. */
  readonly confirms: number | undefined;
}

/** Keeps the questions that browsers ask a provider in these browsers: each sign-in has one, each tab may have its own. */
export interface Questions {
  /** Begins one, of somebody who signs in or, where it names one, confirms who they are. */
  ask(request: Request, response: Response, next: string | undefined, confirms?: number): Asked;
  /** The one that an answer with this state belongs to, once; undefined: this browser did not ask, or long ago. */
  take(request: Request, response: Response, state: unknown): Asked | undefined;
}

interface Kept {
  readonly name: string;
  readonly value: string;
}

const digest = (state: string): string => createHash('sha256').update(state).digest('hex').slice(0, 16);

function startedAt(value: string): number {
  return Number.parseInt(WRITTEN.exec(value)?.[2] ?? '0', 36);
}

/** Those to be forgotten, the oldest first, so that the others and one of this length have room. */
function tooMany(all: readonly Kept[], length: number): Kept[] {
  const newestFirst = all.toSorted((one, other) => startedAt(other.value) - startedAt(one.value));
  let sum = length;
  return newestFirst.filter(({ name, value }) => (sum += name.length + value.length) > MOST_LENGTH);
}

/**
 * @param secret signs what the browser keeps, and makes of the state what else the question has: whoever knows the
 *   state, which stands in addresses, knows none of that.
 */
export function questionsOf(config: Pick<Config, 'baseUrl'>, secret: string): Questions {
  const { name: ofSession, attributes } = sessionCookie(config, secret);
  const prefix = `${ofSession}-sso-`;
  const mac = (purpose: string, text: string): string =>
    createHmac('sha256', secret).update(`single sign-on ${purpose} ${text}`).digest('base64url');
  const asked = (state: string, rest: Pick<Asked, 'next' | 'askedAt' | 'confirms'>): Asked => ({
    state,
    nonce: mac('nonce', state),
    verifier: mac('verifier', state),
    ...rest,
  });

  function keptBy(request: Request): Kept[] {
    const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
    return pairs
      .filter((pair) => pair.startsWith(prefix))
      .map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1) }));
  }

  return {
    ask(request, response, next, confirms) {
      const state = randomBytes(32).toString('base64url');
      const remembered = next !== undefined && next.length <= NEXT_LENGTH ? next : undefined;
      const page = Buffer.from(remembered ?? '').toString('base64url');
      const askedAt = Date.now();
      const whose = confirms === undefined ? '' : `~${confirms}`;
      const text = `${state}~${askedAt.toString(36)}~${page}${whose}`;
      const value = `${text}.${mac('question', text)}`;
      const options = attributesFor(request, attributes);
      for (const { name } of tooMany(keptBy(request), prefix.length + value.length))
        response.clearCookie(name, options);
      response.cookie(prefix + digest(state), value, { ...options, maxAge: LIFE_MS });
      return asked(state, { next: remembered, askedAt, confirms });
    },
    take(request, response, state) {
      if (typeof state !== 'string') return undefined;
      const name = prefix + digest(state);
      const kept = keptBy(request).find((one) => one.name === name);
      if (kept === undefined) return undefined;
      response.clearCookie(name, attributesFor(request, attributes));
      const [, own = '', since = '', page = '', whose, signature = ''] = WRITTEN.exec(kept.value) ?? [];
      const text = kept.value.slice(0, kept.value.lastIndexOf('.'));
      const expected = mac('question', text);
      const isOurs =
        own === state &&
        signature.length === expected.length &&
        timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
      const askedAt = Number.parseInt(since, 36);
      if (!isOurs || Date.now() - askedAt > LIFE_MS) return undefined;
      const next = page === '' ? undefined : Buffer.from(page, 'base64url').toString();
      return asked(state, { next, askedAt, confirms: whose === undefined ? undefined : Number(whose) });
    },
  };
}
