import type { Response } from 'express';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { withPrefix } from './site-address.ts';
import { Unread } from './views/layout.tsx';

/**
 * The page's links, forms and files by the addresses that browsers ask for. React writes a quotation mark of any text as
 * `&quot;`, so that what matches is an attribute.
 */
function addressed(html: string, prefix: string): string {
  if (prefix === '') return html;
  return html.replaceAll(
    / (href|src|action|formaction)="(\/[^"]*)"/gi,
    (_, name: string, path: string) => ` ${name}="${withPrefix(prefix, path)}"`,
  );
}

/** When to try again what is not possible at this moment. */
export const RETRY_SECONDS = '5';

/** Sends a page rendered on the server, in which addresses begin at the portal's root. */
export function sendPage(response: Response, page: ReactElement, status = 200): void {
  if (status === 503) response.set('Retry-After', RETRY_SECONDS);
  const { unread, prefix } = response.locals;
  const counted = typeof unread === 'number' ? unread : 0;
  // Whoever has to choose a password or set up a second factor first is shown nothing else.
  const { mustChangePassword, mustSetUpFactor } = response.req;
  const news = mustChangePassword === true || mustSetUpFactor === true ? undefined : counted;
  const whole = createElement(Unread.Provider, { value: news }, page);
  response
    .status(status)
    .type('html')
    .send(addressed(`<!doctype html>${renderToStaticMarkup(whole)}`, String(prefix)));
}
