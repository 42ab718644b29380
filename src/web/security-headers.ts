import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.ts';

/** What every page may load: this site's own files, nothing inline, nothing foreign. */
const PAGES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

// styled-components puts an empty style element into the page before it fills it: that is the hash of nothing.
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The same for the panel, whose scripts and styles carry the nonce in `response.locals.cspNonce`. */
function panelPolicy(nonce: string): string {
  return PAGES.replace("script-src 'self'", `script-src 'self' 'nonce-${nonce}'`).replace(
    "style-src 'self'",
    `style-src 'self' 'nonce-${nonce}' ${EMPTY_STYLE}`,
  );
}

/** Headers of every answer; answers are not kept by caches unless a route says otherwise. */
export function securityHeaders(config: Pick<Config, 'baseUrl'>): RequestHandler[] {
  const https = config.baseUrl?.startsWith('https:') === true;
  const general = helmet({
    contentSecurityPolicy: false,
    // Browsers complain about these on a page that came without encryption.
    strictTransportSecurity: https,
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  const page: RequestHandler = (_request, response, next) => {
    response.set('Content-Security-Policy', PAGES);
    response.set('Cache-Control', 'no-store');
    next();
  };
  return [general, page];
}

/** Draws the nonce of one page of the panel. */
export const panelHeaders: RequestHandler = (_request, response, next) => {
  const nonce = randomBytes(18).toString('base64');
  response.locals.cspNonce = nonce;
  response.set('Content-Security-Policy', panelPolicy(nonce));
  next();
};
