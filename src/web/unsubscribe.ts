import { Router, type RequestHandler } from 'express';
import { createElement } from 'react';
import { LinkGoneError } from '../use-cases/people/password-links.ts';
import { subscriptionOf } from '../use-cases/notifications/settings/subscription-of.ts';
import { unsubscribe } from '../use-cases/notifications/settings/unsubscribe.ts';
import { sendPage } from './page.ts';
import { surroundings } from './surroundings.ts';
import { UnsubscribedPage, UnsubscribeGonePage, UnsubscribePage } from './views/unsubscribe-page.tsx';

const PATH = '/notifications/unsubscribe';

/** The address is as good as a signature, and no other site is to learn it. */
const keepAddress: RequestHandler = (_request, response, next) => {
  response.set({ 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
  next();
};

/** Lets `answer` do its work, and says so where the address is none of the portal's. */
const orGone =
  (answer: (token: unknown, ...rest: Parameters<RequestHandler>) => Promise<void>): RequestHandler =>
  async (request, response, next) => {
    try {
      await answer(request.query.token, request, response, next);
    } catch (error) {
      if (!(error instanceof LinkGoneError)) throw error;
      sendPage(response, createElement(UnsubscribeGonePage, { message: error.message }), error.status);
    }
  };

/** Programs follow the links of mails to see what is there: it changes nothing. */
const ask = orGone(async (token, _request, response) => {
  const { label } = await subscriptionOf(token);
  sendPage(response, createElement(UnsubscribePage, { label, action: `${PATH}?token=${String(token)}` }));
});

/** No redirect: a mail program that unsubscribes for somebody follows none (RFC 8058). What is sent says nothing more. */
const end = orGone(async (token, _request, response) => {
  const { label } = await unsubscribe(token);
  sendPage(response, createElement(UnsubscribedPage, { label }));
});

/**
 * `/notifications/unsubscribe`, for whoever has a mail and no session: mail programs send the form from everywhere, so it
 * stands before the guard against other sites and before cookies. The signed address alone counts.
 */
export function unsubscribeRoutes(): Router {
  const router = Router();
  router.use(PATH, surroundings, keepAddress);
  router.get(PATH, ask);
  router.post(PATH, end);
  return router;
}
