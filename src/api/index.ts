import { constants } from 'node:zlib';
import compression from 'compression';
import { Router, type RequestHandler } from 'express';
import { AppError } from '../errors.ts';
import { formWithFiles } from '../web/form-body.ts';
import { answerBy } from './answer.ts';
import { jsonBody } from './body.ts';
import { crossOrigin } from './cross-origin.ts';
import { docs } from './docs.ts';
import { documentOf } from './document.ts';
import { NoRouteError, problemHandler } from './problem.ts';
import { limitRequests } from './rate-limit.ts';
import type { ApiSettings, Route } from './route.ts';
import { tokenGate } from './token-gate.ts';
import { ROUTES } from './v1/index.ts';

const BASE = '/api/v1';

/** Programs are near, and a page of a list is short: packing it would take longer than sending it. */
const PACKING = {
  threshold: 32_768,
  level: 1,
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } },
};

/** As Express writes the places of an address. */
const expressPath = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1');

const notHere: RequestHandler = () => {
  throw new NoRouteError();
};

/** A HEAD, which only looks, takes nothing out. */
function methodsOf({ method, takesOut }: Route): readonly string[] {
  return method === 'get' && takesOut !== true ? ['GET', 'HEAD'] : [method.toUpperCase()];
}

/** What an address takes beside this. */
function otherMethods(routes: readonly Route[]): RequestHandler {
  const allowed = [...new Set(routes.flatMap(methodsOf))];
  return (_request, response) => {
    response.set('Allow', allowed.join(', '));
    throw new AppError('wrong_method', 405, `This address takes ${allowed.join(', ')}.`);
  };
}

/** What stands in an address as it is comes before places for numbers. */
function pathsOf(routes: readonly Route[]): readonly string[] {
  const places = (path: string) => path.split('{').length;
  return [...new Set(routes.map(({ path }) => path))].toSorted((one, other) => places(one) - places(other));
}

function operations(settings: ApiSettings): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const path of pathsOf(ROUTES)) {
    const routes = ROUTES.filter((route) => route.path === path);
    for (const route of routes) {
      if (route.takesOut === true) router.head(expressPath(path), otherMethods(routes));
      const body = route.takesFiles === true ? formWithFiles : jsonBody;
      router[route.method](expressPath(path), body, answerBy(route, settings));
    }
    router.all(expressPath(path), otherMethods(routes));
  }
  return router;
}

/** Made when it is first asked for: nobody who starts the portal waits for it. */
function describe(): RequestHandler {
  let document: string | undefined;
  return (_request, response) => {
    document ??= JSON.stringify(documentOf(ROUTES));
    response.type('application/json').send(document);
  };
}

/**
 * The interface for programs, below `/api/v1`, and the page that describes it, `/api/docs`. Stands before sessions: no
 * cookie says here who asks.
 */
export function api(settings: ApiSettings): Router {
  const router = Router({ caseSensitive: true });
  router.use('/api', compression(PACKING));
  router.use(BASE, crossOrigin(settings));
  router.get(`${BASE}/openapi.json`, describe());
  router.use(BASE, tokenGate, limitRequests(settings.apiRequestsPerMinute), operations(settings), notHere);
  router.use(docs());
  router.use(BASE, problemHandler);
  return router;
}
