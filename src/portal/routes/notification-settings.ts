import { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import type { Config } from '../../config.ts';
import {
  getNotificationSettings,
  type KindSetting,
  type NotificationSettings,
} from '../../use-cases/notifications/settings/get-notification-settings.ts';
import { updateNotificationSettings } from '../../use-cases/notifications/settings/update-notification-settings.ts';
import { formOf, typed } from '../../web/form-body.ts';
import { sendPage } from '../../web/page.ts';
import { personOf, signedIn } from '../../web/session.ts';
import { noErrors, type FormErrors } from '../../web/views/fields.tsx';
import { IN_PORTAL, BY_MAIL_FIELD, NotificationSettingsPage } from '../views/notification-settings-page.tsx';
import { marksOf, ownForm, requireSent, settle, type FormLimits } from './own-form.ts';
import { refusalOf } from './refused-form.ts';

type Settings = Pick<Config, 'timeZone'> & FormLimits;

interface Answer {
  readonly settings: NotificationSettings;
  readonly errors?: FormErrors;
  readonly status?: number;
}

function send(
  request: Request,
  response: Response,
  timeZone: string,
  { settings, errors = noErrors, status = 200 }: Answer,
): void {
  const person = personOf(request);
  const saved = request.query.saved !== undefined;
  const page = { person, settings, errors, saved, timeZone, marks: marksOf(request) };
  sendPage(response, createElement(NotificationSettingsPage, page), status);
}

/** What the form says of each kind that it shows; a box that is not ticked is not sent. */
function wishes(form: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kinds = Object.keys(form).filter((name) => name.startsWith(BY_MAIL_FIELD));
  const wishOf = (name: string) => {
    const kind = name.slice(BY_MAIL_FIELD.length);
    return [kind, { inPortal: form[`${IN_PORTAL}${kind}`] !== undefined, byMail: form[name] }];
  };
  return Object.fromEntries(kinds.map(wishOf)) as Record<string, unknown>;
}

/** The page as it was sent, for whoever has to look at it once more. */
function asSent(settings: NotificationSettings, request: Request): NotificationSettings {
  const form = formOf(request);
  const kindAsSent = (one: KindSetting): KindSetting => {
    const byMail = (['at_once', 'digest', 'none'] as const).find(
      (way) => way === form[`${BY_MAIL_FIELD}${one.kind}`],
    );
    return byMail === undefined
      ? one
      : { ...one, byMail, inPortal: form[`${IN_PORTAL}${one.kind}`] !== undefined };
  };
  return {
    emailNotifications: form.emailNotifications !== undefined,
    digestHour: Number(typed(form, 'digestHour')),
    groups: settings.groups.map(({ label, kinds }) => ({ label, kinds: kinds.map(kindAsSent) })),
  };
}

/** Stores what somebody wants to hear, and where. */
export function saveSettings(timeZone: string): RequestHandler {
  return async (request, response) => {
    const person = personOf(request);
    const form = formOf(request);
    try {
      requireSent(request);
      await updateNotificationSettings(person, {
        emailNotifications: form.emailNotifications !== undefined,
        digestHour: form.digestHour,
        kinds: wishes(form),
      });
      await settle(request);
      response.redirect(303, '/notifications/settings?saved=1');
    } catch (error) {
      const errors = await refusalOf(request, error);
      const settings = asSent(await getNotificationSettings(person), request);
      send(request, response, timeZone, { settings, errors, status: errors.status });
    }
  };
}

/** `/notifications/settings`. */
export function notificationSettings(settings: Settings): Router {
  const router = Router();
  router.get('/notifications/settings', signedIn, async (request, response) =>
    send(request, response, settings.timeZone, {
      settings: await getNotificationSettings(personOf(request)),
    }),
  );
  router.post('/notifications/settings', ownForm(settings), saveSettings(settings.timeZone));
  return router;
}
