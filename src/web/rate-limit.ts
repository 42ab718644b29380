import type { RequestHandler } from 'express';
import { ThrottledError } from '../errors.ts';
import { accountKey, countUse } from '../use-cases/people/failure-counts.ts';
import { personOf } from './session.ts';

const TOO_OFTEN = 'That was asked too often.';
const WINDOW_MS = 60_000;
/** Most people of whom it is remembered how often they asked. */
const MOST = 10_000;

/**
 * Lets each person ask so often a minute of this process, behind `signedIn`; whoever asks more is told when to ask again.
 * For what a script asks by itself with each pause in typing: that is not worth a write to the database each time, and n
 * processes let n times as much.
 */
export function limitRate(perMinute: number): RequestHandler {
  const asked = new Map<number, { since: number; times: number }>();
  return (request, _response, next) => {
    const { id } = personOf(request);
    const now = performance.now();
    const before = asked.get(id);
    const isOver = before === undefined || now - before.since >= WINDOW_MS;
    const present = isOver ? { since: now, times: 0 } : before;
    present.times += 1;
    if (asked.size >= MOST) asked.clear();
    asked.set(id, present);
    if (present.times <= perMinute) return next();
    const seconds = Math.ceil((present.since + WINDOW_MS - now) / 1000);
    throw new ThrottledError(Math.max(1, seconds), TOO_OFTEN);
  };
}

/**
 * The same of all processes together, for what costs far more than the write by which it is counted.
 *
 * @param what is asked for, in the name of its count.
 */
export function limitRateTogether(what: string, perMinute: number): RequestHandler {
  return async (request, _response, next) => {
    try {
      await countUse(accountKey(personOf(request).id, what), perMinute, WINDOW_MS / 1000);
    } catch (error) {
      throw error instanceof ThrottledError ? new ThrottledError(error.retryAfter, TOO_OFTEN) : error;
    }
    next();
  };
}
