import type { ErrorRequestHandler, Request } from 'express';
import { createElement } from 'react';
import { refusalFor } from '../../web/errors.ts';
import { formOfRefused } from '../../web/form-body.ts';
import { ownerOf } from '../../web/form-owner.ts';
import type { FormFields } from '../../web/multipart.ts';
import { sendPage } from '../../web/page.ts';
import { actorOf } from '../../web/session.ts';
import { LostForm, wordsIn, type SentAgain } from '../views/lost-form.tsx';

/** A form with a field of such a name is shown to nobody, whoever sent it. */
const SECRETS = /password|code|token|key$|answer|credential/i;
/** Drawn for the form itself: sent again, it is done once. */
const SUBMISSION_KEY = 'submissionKey';
/** A path on this host. */
const OWN_PATH = /^\/(?![/\\])/;

function isTyped(value: unknown): boolean {
  return [value].flat().every((one) => typeof one === 'string');
}

/** The form as it can be sent once more; undefined where this portal did not draw it, and where it has files or a secret. */
function againFrom(request: Request, form: FormFields): SentAgain | undefined {
  const fields = Object.entries(form);
  const isPlain = fields.every(
    ([name, value]) => (name === SUBMISSION_KEY || !SECRETS.test(name)) && isTyped(value),
  );
  if (!isPlain || !OWN_PATH.test(request.path) || ownerOf(request, form)?.isProven !== true) return undefined;
  return {
    path: request.path,
    fields: fields.flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, String(one)]),
    ),
  };
}

/**
 * Gives a form back that came while the portal could not serve. Who sends it may not be known then, and need not be: it is
 * what they sent themselves.
 */
export const giveBackUntaken: ErrorRequestHandler = async (reason: unknown, request, response, next) => {
  const { status, message } = refusalFor(reason);
  const wantsPage = request.method === 'POST' && request.accepts(['html', 'json']) === 'html';
  if (status !== 503 || !wantsPage || response.headersSent) return next(reason);
  const form = await formOfRefused(request, response).catch((): FormFields => ({}));
  const texts = wordsIn(form);
  const again = againFrom(request, form);
  if (texts.length === 0 && again === undefined) return next(reason);
  request.log.error({ err: reason }, 'a form could not be taken');
  response.set('Cache-Control', 'no-store');
  const title = 'This was not sent';
  const page = { person: actorOf(request), title, reason: message, kept: undefined, texts, again };
  sendPage(response, createElement(LostForm, page), status);
};
