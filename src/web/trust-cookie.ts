import type { Request, Response } from 'express';
import type { Config } from '../config.ts';
import { DAY_MS } from '../durations.ts';
import { cookieIn } from './cookie-in.ts';
import { attributesFor, sessionCookie } from './session-cookie.ts';

/** Ends the name of the cookie by which a browser is known where people give no second factor for a while. */
const SUFFIX = '-trust';
/** Most people whom one browser remembers so, the latest. */
const PEOPLE = 5;
const TOKENS = /^[\w-]{43}(?:\.[\w-]{43}){0,4}$/;

/** Reads and writes what a browser keeps of who gives no second factor in it. */
export interface TrustCookie {
  /** One token for each of its people; whose they are, the database says. */
  read(request: Request): readonly string[];
  add(request: Request, response: Response, token: string): void;
  /** For how many days; 0: browsers are not remembered. */
  readonly days: number;
}

/** @param secret names the cookie, as that of the session. */
export function trustCookie(
  config: Pick<Config, 'baseUrl' | 'rememberDays' | 'formerSessionSecrets'>,
  secret: string,
): TrustCookie {
  const { name: ofSession, attributes } = sessionCookie(config, secret);
  const name = ofSession + SUFFIX;
  const former = config.formerSessionSecrets.map((one) => sessionCookie(config, one).name + SUFFIX);
  const names = [name, ...former];
  const days = config.rememberDays;

  function read(request: Request): readonly string[] {
    const values = names.map((one) => cookieIn(request, one));
    const value = values.find((one) => TOKENS.test(one));
    return days > 0 && value !== undefined ? value.split('.') : [];
  }

  return {
    days,
    read,
    add(request, response, token) {
      const tokens = [token, ...read(request)].slice(0, PEOPLE);
      response.cookie(name, tokens.join('.'), {
        ...attributesFor(request, attributes),
        maxAge: days * DAY_MS,
      });
    },
  };
}
