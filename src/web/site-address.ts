import type { RequestHandler } from 'express';
import { AppError } from '../errors.ts';

/** The path and query of a request's target, which proxies also send as a whole address; undefined: it names no page. */
function pathOf(target: string): string | undefined {
  if (target.startsWith('/')) return target;
  if (!/^https?:\/\/./i.test(target) || !URL.canParse(target)) return undefined;
  const { pathname, search } = new URL(target);
  return pathname + search;
}

/** Refuses what is no address of a page, such as the `*` of `OPTIONS *`: what follows takes every address for a path. */
export const siteAddress: RequestHandler = (request, _response, next) => {
  const path = pathOf(request.url);
  if (path === undefined) throw new AppError('bad_request', 400, 'This is not the address of a page.');
  request.url = path;
  request.originalUrl = path;
  next();
};
