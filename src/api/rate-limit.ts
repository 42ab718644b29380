import type { RequestHandler, Response } from 'express';
import { ThrottledError } from '../errors.ts';
import { takeRequests } from '../use-cases/tokens/take-requests.ts';
import { holderOf } from './token-gate.ts';

/** How many requests a process takes of a minute at once, of so many that a token has: a small part of them. */
const PARTS = 20;
/** Most tokens of which a process remembers what it has taken. */
const MOST = 10_000;

interface Share {
  /** What this process may still answer. */
  own: number;
  readonly left: number;
  readonly until: number;
}

function tell(response: Response, perMinute: number, { own, left, until }: Share): number {
  const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1000));
  response.set('RateLimit-Policy', `"token";q=${perMinute};w=60`);
  response.set('RateLimit', `"token";r=${Math.max(0, own) + Math.max(0, left)};t=${seconds}`);
  return seconds;
}

/** Lets each token ask so often a minute, whatever process answers; 0: as often as it likes. */
export function limitRequests(perMinute: number): RequestHandler {
  const shares = new Map<number, Share>();
  const part = Math.max(1, Math.ceil(perMinute / PARTS));

  const asking = new Map<number, Promise<Share>>();

  async function ask(tokenId: number): Promise<Share> {
    const { granted, left, until } = await takeRequests(tokenId, part, perMinute);
    const share = { own: granted, left, until: until.getTime() };
    if (shares.size >= MOST) shares.clear();
    shares.set(tokenId, share);
    return share;
  }

  /** Of several requests that find nothing left, one asks for all of them. */
  function shareOf(tokenId: number): Share | Promise<Share> {
    const known = shares.get(tokenId);
    const hasTime = known !== undefined && Date.now() < known.until;
    if (hasTime && (known.own > 0 || known.left <= 0)) return known;
    const asked = asking.get(tokenId) ?? ask(tokenId).finally(() => asking.delete(tokenId));
    asking.set(tokenId, asked);
    return asked;
  }

  /** Takes one request from the share of this process, where there is one left. */
  async function take(tokenId: number): Promise<{ share: Share; isTaken: boolean }> {
    for (;;) {
      const share = await shareOf(tokenId);
      if (share.own > 0) {
        share.own -= 1;
        return { share, isTaken: true };
      }
      // Those who waited for the same share have taken all of it: there may be another.
      if (share.left <= 0) return { share, isTaken: false };
    }
  }

  return async (request, response, next) => {
    if (perMinute === 0) return next();
    const { share, isTaken } = await take(holderOf(request).tokenId);
    const seconds = tell(response, perMinute, share);
    if (!isTaken) throw new ThrottledError(seconds, 'This token has asked too often.');
    next();
  };
}
