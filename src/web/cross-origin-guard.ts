import { Router, type Request, type RequestHandler } from 'express';
import type { Config } from '../config.ts';
import { ForbiddenError } from '../errors.ts';

/** What only the panel's own pages ask for: each call, and each file that is made of a list. */
const OWN_CALLS = /^\/admin\/(api|exports)(\/|$)/i;

/** Routes by which things are taken out of the portal, by a link of its own pages. Each is guarded because it stands here. */
export const TAKEN_OUT = {
  list: '/complaints/export',
  pdf: '/complaints/:id/pdf',
  ownData: '/profile/data',
} as const;

/** Routes that scripts of the portal's own pages ask, and by which something is used up or told of somebody. Guarded as well. */
export const ASKED_BY_PAGES = { fitting: '/faq/fitting', stream: '/notifications/stream' } as const;

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Where a browser says that a request comes from. */
type Origin = 'here' | 'elsewhere' | 'unsaid';

type Settings = Pick<Config, 'baseUrl'>;

/**
 * Whether a page of this address is one of ours. Under the configured address the protocol counts as well: a page that
 * came without encryption may be anybody's.
 */
function isOurs(address: string, host: string | undefined, baseUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const page = new URL(address);
  const base = baseUrl === undefined ? undefined : new URL(baseUrl);
  if (page.origin === base?.origin) return true;
  const named = host?.toLowerCase();
  return page.host !== '' && page.host === named && named !== base?.host;
}

const given = (value: string | undefined): value is string => value !== undefined && value !== '';

/** As Go's net/http CrossOriginProtection decides: the browser's own word first, then the page's origin. */
function originOf(request: Request, { baseUrl }: Settings): Origin {
  const site = request.get('sec-fetch-site');
  if (given(site)) return site === 'same-origin' || site === 'none' ? 'here' : 'elsewhere';
  const origin = request.get('origin');
  if (given(origin)) return isOurs(origin, request.get('host'), baseUrl) ? 'here' : 'elsewhere';
  return 'unsaid';
}

/**
 * Over plain http browsers send neither of the two with what only reads. The pages of the panel then show where they
 * are by their address, as `Referrer-Policy: same-origin` lets them.
 */
function comesFromOurPage(request: Request, settings: Settings): boolean {
  const referrer = request.get('referer');
  return given(referrer) && isOurs(referrer, request.get('host'), settings.baseUrl);
}

/**
 * A page of a neighbouring host is betrayed by its address where browsers say nothing else. Whoever gives none typed it,
 * kept it, or is a program.
 */
function comesFromElsewhere(request: Request, settings: Settings): boolean {
  return given(request.get('referer')) && !comesFromOurPage(request, settings);
}

function mayPass(request: Request, settings: Settings): boolean {
  const origin = originOf(request, settings);
  if (origin !== 'unsaid') return origin === 'here';
  // The session's cookie also comes with what a page of a neighbouring host fetches, and a HEAD or GET of its says
  // nothing else. Only the panel's own pages call its API, so that each call has to show where it comes from.
  if (OWN_CALLS.test(request.path)) return comesFromOurPage(request, settings);
  // What only reads comes here where it takes something out, or uses something up.
  if (SAFE_METHODS.has(request.method)) return !comesFromElsewhere(request, settings);
  // A browser names the origin of whatever may write, even with `no-cors`. What names none is a program, which somebody
  // runs on purpose: scripts send the portal's forms.
  return true;
}

/** Refuses what another site's page sends: every write, all of the panel's own API and exports, what is taken out, and what is used up. */
export function crossOriginGuard(settings: Settings): RequestHandler {
  const refuse: RequestHandler = (request, _response, next) => {
    if (!mayPass(request, settings))
      throw new ForbiddenError('This request came from another site and was refused.');
    next();
  };
  const router = Router();
  // By the very routes: an address can be spelled in more ways than a pattern of ours would think of.
  router.all([...Object.values(TAKEN_OUT), ...Object.values(ASKED_BY_PAGES)], refuse);
  router.use((request, response, next) => {
    const isGuarded = !SAFE_METHODS.has(request.method) || OWN_CALLS.test(request.path);
    return isGuarded ? refuse(request, response, next) : next();
  });
  return router;
}
