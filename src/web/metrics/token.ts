import { createHash, timingSafeEqual } from 'node:crypto';

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether a request's `Authorization` is this token; how long it takes tells nothing of it. */
export function bears(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer +([^\s]+) *$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digestOf(given), digestOf(token));
}
