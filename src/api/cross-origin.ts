import type { RequestHandler } from 'express';
import type { ApiSettings } from './route.ts';

const METHODS = 'GET, HEAD, POST, PATCH, PUT, DELETE';
const HEADERS = 'Authorization, Content-Type, If-Match, Idempotency-Key';
const SHOWN = 'ETag, Idempotency-Replayed, Location, RateLimit, RateLimit-Policy, Retry-After';

/** Lets pages of the named origins ask, which send a token and never a cookie; of others browsers keep the answer. */
export function crossOrigin({ apiOrigins }: ApiSettings): RequestHandler {
  const allowed = new Set(apiOrigins);
  return (request, response, next) => {
    const origin = request.get('origin');
    if (allowed.size > 0) response.vary('Origin');
    if (origin === undefined || !allowed.has(origin)) return next();
    response.set('Access-Control-Allow-Origin', origin);
    response.set('Access-Control-Expose-Headers', SHOWN);
    response.set('Cross-Origin-Resource-Policy', 'cross-origin');
    if (request.method !== 'OPTIONS') return next();
    response.set({
      'Access-Control-Allow-Methods': METHODS,
      'Access-Control-Allow-Headers': HEADERS,
      'Access-Control-Max-Age': '600',
    });
    response.status(204).end();
  };
}
