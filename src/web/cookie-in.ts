import type { Request } from 'express';

/** The value of a cookie that the portal wrote, which needs no decoding; empty: the browser sent none of this name. */
export function cookieIn(request: Request, name: string): string {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const own = pairs.find((pair) => pair.startsWith(`${name}=`)) ?? '';
  return own.slice(name.length + 1);
}
