import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Config } from '../config.ts';
import type { Device } from '../use-cases/people/sign-in-throttle.ts';
import { cookieIn } from './cookie-in.ts';
import { attributesFor, sessionCookie } from './session-cookie.ts';

/** Ends the name of the cookie by which a browser is known to have signed people in; it begins as the session's does. */
export const DEVICE_SUFFIX = '-device';
/** How long a browser is remembered after a sign-in, in milliseconds. */
const LIFE_MS = 400 * 24 * 60 * 60 * 1000;
/** Most people whom one browser remembers, the latest. */
const PEOPLE = 10;
const WRITTEN = /^([0-9a-f]{32})~(\d{1,10}(?:-\d{1,10})*)\.([\w-]{43})$/;

/** Reads and writes a browser's memory of who signed in with it. */
export interface DeviceCookie {
  /** The browser, where it has a memory that this portal signed. */
  read(request: Request): Device | undefined;
  /** Adds a person to the browser's memory. */
  remember(request: Request, response: Response, userId: number): void;
}

/**
 * @param secret signs what the browser keeps, so that nobody makes up a memory and gets a count of failures of their
 *   own.
 */
export function deviceCookie(
  config: Pick<Config, 'baseUrl' | 'formerSessionSecrets'>,
  secret: string,
): DeviceCookie {
  const { attributes } = sessionCookie(config, secret);
  const nameBy = (key: string) => sessionCookie(config, key).name + DEVICE_SUFFIX;
  const sign = (text: string, key: string) =>
    createHmac('sha256', key).update(`device ${text}`).digest('base64url');

  function readBy(request: Request, key: string): Device | undefined {
    const [, id = '', people = '', signature = ''] = WRITTEN.exec(cookieIn(request, nameBy(key))) ?? [];
    const expected = sign(`${id}~${people}`, key);
    if (id === '' || !timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return undefined;
    return { id, userIds: people.split('-').map(Number) };
  }

  /** What a secret of before signed counts until it is written anew. */
  function read(request: Request): Device | undefined {
    for (const key of [secret, ...config.formerSessionSecrets]) {
      const device = readBy(request, key);
      if (device !== undefined) return device;
    }
    return undefined;
  }

  return {
    read,
    remember(request, response, userId) {
      const { id, userIds } = read(request) ?? { id: randomBytes(16).toString('hex'), userIds: [] };
      const people = [userId, ...userIds.filter((known) => known !== userId)].slice(0, PEOPLE);
      const text = `${id}~${people.join('-')}`;
      response.cookie(nameBy(secret), `${text}.${sign(text, secret)}`, {
        ...attributesFor(request, attributes),
        maxAge: LIFE_MS,
      });
    },
  };
}
