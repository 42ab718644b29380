import type { RequestHandler } from 'express';
import { doneFrom } from '../journal/surroundings.ts';

/** Lets the journal know from where a request came. */
export const surroundings: RequestHandler = (request, _response, next) => {
  const origin = /^\/admin(\/|$)/i.test(request.path) ? 'panel' : 'portal';
  const agent = (request.get('User-Agent') ?? '').slice(0, 300);
  doneFrom({ origin, address: request.ip ?? null, requestId: request.id as string, agent }, next);
};
