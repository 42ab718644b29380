import type { RequestHandler } from 'express';
import { ThrottledError } from '../errors.ts';
import { personOf } from './session.ts';

const WINDOW_MS = 60_000;
/** Most people of whom it is remembered how often they asked. */
const MOST = 10_000;

/**
 * Lets each person ask so often a minute of this process, behind `signedIn`; whoever asks more is told when to ask again.
 * For what a script asks by itself: a limit that must hold across processes stands in the database.
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
    throw new ThrottledError(Math.max(1, seconds), 'That was asked too often.');
  };
}
