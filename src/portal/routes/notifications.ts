import { Router, type Request, type RequestHandler } from 'express';
import { createElement } from 'react';
import type { Config } from '../../config.ts';
import { listNotifications } from '../../use-cases/notifications/inbox/list-notifications.ts';
import { markAllRead } from '../../use-cases/notifications/inbox/mark-all-read.ts';
import { markNotificationRead } from '../../use-cases/notifications/inbox/mark-notification-read.ts';
import { formOf, typed } from '../../web/form-body.ts';
import { sendPage } from '../../web/page.ts';
import { personOf, signedIn } from '../../web/session.ts';
import { NotificationsPage } from '../views/notifications-page.tsx';
import { idOf } from './id-of.ts';
import { marksOf, ownForm, type FormLimits } from './own-form.ts';

/** Of the latest, as a pop-up shows them. */
const LATEST = 8;

type Settings = Pick<Config, 'timeZone'> & FormLimits;

function wishOf({ query }: Request): { isUnread: boolean; before?: number } {
  const { show, before } = query;
  const isUnread = show === 'unread';
  return typeof before === 'string' && /^[1-9]\d{0,8}$/.test(before)
    ? { isUnread, before: Number(before) }
    : { isUnread };
}

const isJson = (request: Request) => request.accepts(['html', 'json']) === 'json';

function sendList(timeZone: string): RequestHandler {
  return async (request, response) => {
    const person = personOf(request);
    const wish = wishOf(request);
    const limit = request.query.latest === '1' ? { limit: LATEST } : {};
    const list = await listNotifications(person, { ...wish, ...limit });
    response.set('Vary', 'Accept').set('Cache-Control', 'private, no-cache');
    if (isJson(request)) {
      response.json(list);
      return;
    }
    const page = { person, list, isUnread: wish.isUnread, isPaged: wish.before !== undefined };
    sendPage(response, createElement(NotificationsPage, { ...page, timeZone, marks: marksOf(request) }));
  };
}

/** Back to the part of the list in which it was pressed, or a short yes to a script. */
function settled(mark: (request: Request) => Promise<unknown>): RequestHandler {
  return async (request, response) => {
    await mark(request);
    const isUnread = typed(formOf(request), 'show') === 'unread';
    if (isJson(request)) response.sendStatus(204);
    else response.redirect(303, isUnread ? '/notifications?show=unread' : '/notifications');
  };
}

/** `/notifications`: what somebody was told in the portal. */
export function notifications(settings: Settings): Router {
  const router = Router();
  const own = ownForm(settings, false);
  router.get('/notifications', signedIn, sendList(settings.timeZone));
  router.post(
    '/notifications/read',
    own,
    settled((request) => markAllRead(personOf(request), formOf(request).newest)),
  );
  router.post(
    '/notifications/:id/read',
    own,
    settled((request) => markNotificationRead(personOf(request), idOf(request))),
  );
  return router;
}
