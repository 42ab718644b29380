import type { Request, RequestHandler, Response } from 'express';
import { Counter, Histogram, type Registry } from 'prom-client';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * The pattern of the route that answered, such as `/complaints/:id`: never the address, of which there are as many as
 * somebody likes to ask for.
 */
function routeOf(request: Request, { statusCode }: Response): string {
  const { path } = (request.route ?? {}) as { readonly path?: unknown };
  if (typeof path === 'string') return `${request.baseUrl.replaceAll(/\d+/g, ':n')}${path}`;
  if (statusCode === 404) return 'none';
  return /^\/(static|admin)\//.test(request.originalUrl) ? 'static' : 'other';
}

/** What an open page listens to lasts as long as the page. */
function isStream(response: Response): boolean {
  return String(response.getHeader('content-type')).startsWith('text/event-stream');
}

/** Counts requests and measures how long they take; to stand before everything that answers. */
export function requestMetrics(registry: Registry): RequestHandler {
  const registers = [registry];
  const total = new Counter({
    name: 'portal_http_requests_total',
    help: 'Requests by method, route and status; those that the client broke off have the status aborted.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const duration = new Histogram({
    name: 'portal_http_request_duration_seconds',
    help: 'How long requests took until their answer was sent, without streams.',
    labelNames: ['method', 'route'],
    buckets: SECONDS,
    registers,
  });
  return (request, response, next) => {
    const begun = performance.now();
    response.once('close', () => {
      const method = METHODS.has(request.method) ? request.method : 'other';
      const route = routeOf(request, response);
      const stream = isStream(response);
      const status = response.writableFinished || stream ? String(response.statusCode) : 'aborted';
      total.inc({ method, route, status });
      if (!stream) duration.observe({ method, route }, (performance.now() - begun) / 1000);
    });
    next();
  };
}
