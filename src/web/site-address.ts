import type { Request, RequestHandler, Response } from 'express';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';

/** Asked by whoever watches the process, by whatever name reaches it. */
const PROBES = new Set(['/healthz', '/readyz', '/metrics']);
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The path under which browsers find the portal, such as `/it`; empty at the root of a host. */
export function sitePrefix({ baseUrl }: Pick<Config, 'baseUrl'>): string {
  return baseUrl === undefined ? '' : new URL(baseUrl).pathname.replace(/\/$/, '');
}

/** The path of one of the site's pages as browsers ask for it. */
export function withPrefix(prefix: string, path: string): string {
  const isOwn = path.startsWith('/') && !path.startsWith('//');
  return isOwn && path !== prefix && !path.startsWith(`${prefix}/`) ? prefix + path : path;
}

/** The path and query of a request's target, which proxies also send as a whole address; undefined: it names no page. */
function pathOf(target: string): string | undefined {
  if (target.startsWith('/')) return target;
  if (!/^https?:\/\/./i.test(target) || !URL.canParse(target)) return undefined;
  const { pathname, search } = new URL(target);
  return pathname + search;
}

function isHostOf(base: URL, host: string | undefined): boolean {
  const address = `${base.protocol}//${host ?? ''}`;
  if (host === undefined || /[/?#@\\]/.test(host) || !URL.canParse(address)) return false;
  const named = new URL(address);
  return named.host === base.host || LOOPBACK.test(named.hostname);
}

/** The path and query of a request as routes know them, whatever path the portal is found under. */
export function sitePath(request: Request, response: Response): string {
  return request.originalUrl.slice(String(response.locals.prefix).length);
}

/**
 * What comes before all routes, so that they speak of `/complaints` wherever the portal is found: takes the path of
 * BASE_URL off a request's address, where the proxy has not done so, and puts it before the addresses of redirects.
 * Refused are what is no address of a page, such as the `*` of `OPTIONS *`, and requests to another host's name than
 * BASE_URL's, which somebody may have led here.
 */
export function siteAddress(config: Pick<Config, 'baseUrl'>): RequestHandler {
  const base = config.baseUrl === undefined ? undefined : new URL(config.baseUrl);
  const prefix = sitePrefix(config);
  return (request, response, next) => {
    response.locals.prefix = prefix;
    const asked = pathOf(request.url);
    if (asked === undefined) throw new AppError('bad_request', 400, 'This is not the address of a page.');
    const path = asked.startsWith(`${prefix}/`) ? asked.slice(prefix.length) : asked;
    request.url = path;
    request.originalUrl = prefix + path;
    const toProbe = PROBES.has(request.path);
    if (base !== undefined && !toProbe && !isHostOf(base, request.host)) {
      throw new AppError('wrong_host', 421, `The portal is not found under this name, but at ${base.href}`);
    }
    const location = response.location.bind(response);
    response.location = (address) => location(withPrefix(prefix, address));
    if (prefix !== '' && request.path === prefix) return response.redirect(308, '/');
    next();
  };
}
