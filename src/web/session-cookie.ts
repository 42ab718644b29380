import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Config } from '../config.ts';

/** The cookie that a browser keeps its session in. */
export interface SessionCookie {
  readonly name: string;
  readonly attributes: {
    readonly httpOnly: true;
    readonly sameSite: 'lax';
    readonly secure: true | 'auto';
    readonly path: string;
  };
}

/**
 * Browsers keep cookies by host, whatever the port: the name tells installations on one host apart, so that nobody who
 * signs in to one is signed out of the other. It is made of the secret, which the processes of one installation share.
 * By https no other host of the domain can set it, and no page that came without encryption.
 */
export function sessionCookie({ baseUrl }: Pick<Config, 'baseUrl'>, secret: string): SessionCookie {
  const https = baseUrl?.startsWith('https:') === true;
  const path = baseUrl === undefined ? '/' : new URL(baseUrl).pathname;
  const prefix = path === '/' ? '__Host-' : '__Secure-';
  const installation = createHash('sha256').update(`cookie name\0${secret}`).digest('hex').slice(0, 8);
  return {
    name: `${https ? prefix : ''}portal-${installation}`,
    attributes: { httpOnly: true, sameSite: 'lax', secure: https ? true : 'auto', path },
  };
}

/** The attributes of a cookie of this installation as an answer to this request sets it. */
export function attributesFor({ secure }: Request, attributes: SessionCookie['attributes']) {
  return { ...attributes, secure: attributes.secure === 'auto' ? secure : attributes.secure };
}
