import type { Request, RequestHandler } from 'express';
import type { Config } from '../config.ts';
import { ForbiddenError } from '../errors.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

function sameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host !== '' && new URL(origin).host === host?.toLowerCase();
}

/** What Go's net/http CrossOriginProtection decides: a browser says where a request comes from, anything else may pass. */
function comesFromHere(request: Request, baseUrl: string | undefined): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== '') return site === 'same-origin' || site === 'none';
  const origin = request.get('origin');
  if (origin === undefined || origin === '') return true;
  return sameHost(origin, request.get('host')) || (baseUrl !== undefined && origin === baseUrl);
}

/** Refuses what another site's page sends: every write, and all of the panel's own API. */
export function crossOriginGuard(config: Pick<Config, 'baseUrl'>): RequestHandler {
  return (request, _response, next) => {
    const guarded = !SAFE_METHODS.has(request.method) || /^\/admin\/api(\/|$)/i.test(request.path);
    if (guarded && !comesFromHere(request, config.baseUrl)) {
      throw new ForbiddenError('This request came from another site and was refused.');
    }
    next();
  };
}
